using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tests.Authorization;

public sealed class RbacAuthorizerTests
{
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly string[] Namespaces = ["one", "two"];
    private static readonly string[] Verbs = ["get", "list", "create", "*"];
    private static readonly string[] ApiGroups = ["", "apps", "*"];
    private static readonly string[] Resources = ["pods", "pods/log", "deployments", "*/scale", "deployments/scale", "*"];
    private static readonly string[] Names = ["a", "b"];
    private static readonly string[] Paths = ["/healthz", "/healthz/*", "/metrics", "*"];

    private static readonly UserInfo[] Users =
    [
        new("alice", ["devs", UserInfo.Authenticated]),
        new("bob", [UserInfo.Authenticated]),
        UserInfo.ServiceAccount("one", "robot", ""),
        UserInfo.ServiceAccount("two", "robot", ""),
        new("root", [UserInfo.Masters]),
    ];

    private static readonly Gen<JsonObject> Rule = Gen.Bool.SelectMany(isPath => isPath
        ? Gen.Select(Some(Verbs), Some(Paths), (verbs, paths) => new JsonObject { ["verbs"] = verbs, ["nonResourceURLs"] = paths })
        : Gen.Select(Some(Verbs), Some(ApiGroups), Some(Resources), Gen.Frequency((3, Gen.Const(new JsonArray())), (1, Some(Names))),
            (verbs, groups, resources, names) => new JsonObject
            {
                ["verbs"] = verbs,
                ["apiGroups"] = groups,
                ["resources"] = resources,
                ["resourceNames"] = names.DeepClone(),
            }));

    private static readonly Gen<JsonObject> Role = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Rule.Array[0, 3], (number, place, rules) =>
        Object(
        place == 0 ? "ClusterRole" : "Role", $"role-{number}", place, new JsonObject
        {
            ["rules"] = new JsonArray([.. rules.Select(rule => rule.DeepClone())]),
        }));

    private static readonly Gen<JsonObject> Subject = Gen.OneOf(
        One("alice", "bob").Select(name => new JsonObject { ["kind"] = "User", ["name"] = name }),
        One("devs", "system:serviceaccounts:one", UserInfo.Authenticated)
            .Select(name => new JsonObject { ["kind"] = "Group", ["name"] = name }),
        One("", "one", "two").Select(place => place.Length == 0
            ? new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "robot" }
            : new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "robot", ["namespace"] = place }));

    private static readonly Gen<JsonObject> Binding = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, Subject.Array[0, 3],
        (number, place, role, own, subjects) => Object(
            place == 0 ? "ClusterRoleBinding" : "RoleBinding", $"binding-{number}", place, new JsonObject
            {
                ["roleRef"] = new JsonObject
                {
                    ["apiGroup"] = Group,
                    ["kind"] = place > 0 && own ? "Role" : "ClusterRole",
                    ["name"] = $"role-{role}",
                },
                ["subjects"] = new JsonArray([.. subjects.Select(subject => subject.DeepClone())]),
            }));

    private static readonly Gen<AccessAttributes> Access = Gen.Bool.SelectMany(isPath => isPath
        ? Gen.Select(One("get", "list"), One("/healthz", "/healthz/x", "/metrics", "/other"),
            (verb, path) => new AccessAttributes(verb) { Path = path })
        : Gen.Select(One("get", "list", "create", "delete"), One("", "apps"), One("pods", "deployments"),
            One("", "log", "scale"), One("", "one", "two"), One("", "a", "c"),
            (verb, group, resource, subresource, place, name) => new AccessAttributes(verb)
            {
                Group = group,
                Resource = resource,
                Subresource = subresource,
                Namespace = place,
                Name = name,
            }));

    // Roles and bindings come, change and go; after each step the cached answers must be those of a plain search.
    [Fact]
    public void Decisions_equal_those_of_a_plain_search() =>
        Gen.Select(Gen.OneOf(Role, Binding).Array[1, 12], Gen.Select(Gen.Int[0, Users.Length - 1], Access).Array[1, 20], Gen.Int).Sample(
            (objects, questions, seed) =>
            {
                var random = new Random(seed);
                using var store = new Store();
                var authorizer = new RbacAuthorizer(store);
                var live = new Dictionary<ObjectKey, JsonObject>();
                foreach (var value in objects)
                {
                    var key = new ObjectKey(
                        new ResourceKey(Group, value.Text("kind")!.ToLowerInvariant() + "s"),
                        value.Text("metadata", "namespace") ?? "",
                        value.Text("metadata", "name")!);
                    if (live.ContainsKey(key) && random.Next(2) == 0)
                    {
                        live.Remove(key);
                        store.Publish(store.Remove(key, value.Copy()).Revision);
                    }
                    else
                    {
                        live[key] = value;
                        store.Publish(store.Put(key, value.Copy()).Revision);
                    }

                    foreach (var (user, access) in questions)
                    {
                        var expected = NaiveRbac.Allows([.. live.Values], Users[user], access);
                        authorizer.Decide(Users[user], access).Allowed.ShouldBe(expected, $"{Users[user].Name} {access}");
                        if (access.Namespace.Length > 0 || access.Path is not null)
                            authorizer.RulesFor(Users[user], access.Namespace).Any(rule => rule.Allows(access)).ShouldBe(expected);
                    }
                }
            }, iter: 1000);

    [Fact]
    public void Decide_without_a_change_uses_the_same_index()
    {
        using var server = new RbacServer().Grant("alice", "{verbs: [get], apiGroups: [''], resources: [pods]}");
        var state = server.Server.Machinery.Store.Published;
        var index = RbacIndex.Of(state, null);
        server.WithNamespace("unrelated");
        RbacIndex.Of(server.Server.Machinery.Store.Published, index).ShouldBeSameAs(index);
        server.Grant("bob", "{verbs: [get], apiGroups: [''], resources: [pods]}");
        RbacIndex.Of(server.Server.Machinery.Store.Published, index).ShouldNotBeSameAs(index);
    }

    [Fact]
    public void Decide_names_the_binding_that_allows()
    {
        using var server = new RbacServer().Grant("alice", "{verbs: [get], apiGroups: [''], resources: [pods]}").With("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: robots, namespace: default}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: of-alice}
            subjects: [{kind: ServiceAccount, name: robot}]
            """);
        var authorizer = new RbacAuthorizer(server.Server.Machinery.Store);
        authorizer.Decide(RbacServer.User("alice"), new AccessAttributes("get") { Resource = "pods" }).Reason
            .ShouldBe("RBAC: allowed by ClusterRoleBinding \"of-alice\" of ClusterRole \"of-alice\" to User \"alice\"");
        var here = new AccessAttributes("get") { Resource = "pods", Namespace = "default" };
        authorizer.Decide(UserInfo.ServiceAccount("default", "robot", ""), here).Reason
            .ShouldBe("RBAC: allowed by RoleBinding \"robots/default\" of ClusterRole \"of-alice\" to ServiceAccount \"robot/default\"");
    }

    [Fact]
    public void Decide_says_which_role_is_missing()
    {
        using var server = new RbacServer().With("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: broken}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: gone}
            subjects: [{kind: User, name: alice, apiGroup: rbac.authorization.k8s.io}]
            """);
        server.Refused(RbacServer.User("alice"), "GET", "/api/v1/pods").ShouldBe(
            "pods is forbidden: User \"alice\" cannot list resource \"pods\" in API group \"\" at the cluster scope: "
            + "RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found");
    }

    private static Gen<string> One(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<JsonArray> Some(string[] values) =>
        One(values).Array[1, 2].Select(chosen => new JsonArray([.. chosen.Distinct().Select(value => JsonValue.Create(value))]));

    private static JsonObject Object(string kind, string name, int place, JsonObject rest)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (place > 0) metadata["namespace"] = Namespaces[place - 1];
        rest["apiVersion"] = $"{Group}/v1";
        rest["kind"] = kind;
        rest["metadata"] = metadata;
        return rest;
    }
}

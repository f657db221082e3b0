using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>A person who changes what the operator made, and the annotations in which it keeps its records.</summary>
public static class Meddler
{
    /// <summary>Stands in whatever was written by this person.</summary>
    public const string Mark = "meddled";

    private static readonly string[] Routes =
    [
        "", "null", "[]", "{", Mark,
        Route(1, "null"), Route(long.MaxValue, ""), Route((1L << 53) + 1, ""), Route(1L << 52, ""), Route(0, ""), Route(-7, ""),
        """{"model":"a","revision":1,"hosts":null,"backends":null}""",
        """{"model":"a","revision":"x","hosts":[7],"backends":[{}]}""",
        """{"model":"b","revision":1e300,"hosts":[],"backends":[]}""",
        Route(1L << 40, """{"revision":"meddled","address":"http://192.0.2.1:8080","weight":100}"""),
    ];

    /// <summary>Changes something of some Deployment or Service.</summary>
    public static void Act(SimWorld world)
    {
        var resource = world.Random.Next(2) == 0 ? KnownResources.Deployments : KnownResources.Services;
        var items = world.Admin.List(resource).Where(item => item.Label(Labels.Model) is not null).ToList();
        if (items.Count == 0) return;
        var item = items[world.Random.Next(items.Count)];
        if (resource == KnownResources.Services) Annotate(world, item, resource, Labels.Route, Routes[world.Random.Next(Routes.Length)]);
        else
            switch (world.Random.Next(3))
            {
                case 0: SetImage(world, item); break;
                case 1: Annotate(world, item, resource, Labels.Template, "{}"); break;
                default: Annotate(world, item, resource, Labels.TemplateHash, Mark); break;
            }
    }

    /// <summary>As <c>kubectl set image</c> does.</summary>
    public static void SetImage(SimWorld world, JsonObject deployment) => Change(world, deployment, KnownResources.Deployments, "image",
        copy =>
        {
            foreach (var container in copy.Objects("spec", "template", "spec", "containers")) container["image"] = $"example.com/{Mark}:1";
        });

    /// <summary>As <c>kubectl annotate --overwrite</c> does.</summary>
    public static void Annotate(SimWorld world, JsonObject item, ResourceId resource, string annotation, string value) =>
        Change(world, item, resource, $"{annotation}={value}",
            copy => copy["metadata"]!.AsObject().Make("annotations")[annotation] = value);

    private static void Change(SimWorld world, JsonObject item, ResourceId resource, string what, Action<JsonObject> change)
    {
        world.Trace.Add("meddler", $"{resource.Plural} {item.Name()}: {what}");
        world.Invariants.Excuse(() => world.Admin.Mutate(resource, item.Namespace(), item.Name(), copy =>
        {
            change(copy);
            return true;
        }));
    }

    private static string Route(long revision, string backends) =>
        $$"""{"model":"a","revision":{{revision}},"hosts":["a"],"backends":[{{backends}}]}""";
}

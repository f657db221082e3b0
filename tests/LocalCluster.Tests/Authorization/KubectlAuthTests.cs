using System.Diagnostics;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Http;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Tests.Storage;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Authorization;

/// <summary>The unmodified <c>kubectl auth</c> over HTTPS.</summary>
public sealed class KubectlAuthTests : IAsyncLifetime
{
    private const string Operator = "system:serviceaccount:modelwright-system:modelwright-operator";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder folder = new();
    private readonly ServerCertificate certificate = ServerCertificate.Create(TimeProvider.System);
    private readonly ApiServer server = new(new Store(), new ApiServerOptions
    {
        Clock = TimeProvider.System,
        Random = new Random(1),
        Tokens = new Dictionary<string, UserInfo> { ["admin"] = UserInfo.Admin, ["bob"] = RbacServer.User("bob") },
    });

    private string kubectl = "";
    private ApiHost? host;

    public async ValueTask InitializeAsync()
    {
        kubectl = Requires.Program("kubectl");
        host = await ApiHost.StartAsync(server, certificate: certificate, stop: TestContext.Current.CancellationToken);
        foreach (var user in new[] { "admin", "bob" })
        {
            var text = Kubeconfig.Text(host.Address, user, certificate.AuthorityPem);
            await File.WriteAllTextAsync(folder.File(user), text, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        server.Dispose();
        certificate.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Can_i_answers_for_oneself_for_others_and_for_the_operators_role()
    {
        (await Run("admin", "auth", "can-i", "*", "*", "--all-namespaces")).ShouldBe((0, "yes", ""));
        (await Run("bob", "auth", "can-i", "create", "deployments.apps")).Output.ShouldBe("no");
        (await Run("bob", "auth", "can-i", "get", "/version")).Output.ShouldBe("yes");
        (await Run("bob", "auth", "can-i", "get", "/metrics")).Output.ShouldBe("no");

        (await Run("admin", "create", "namespace", "modelwright-system")).Exit.ShouldBe(0);
        (await Run("admin", "apply", "-f", Repository.File("config", "rbac", "operator.yaml"))).Exit.ShouldBe(0);
        (await Run("admin", "auth", "can-i", "patch", "deployments.apps", "-n", "team", "--as", Operator)).Output.ShouldBe("yes");
        (await Run("admin", "auth", "can-i", "get", "secrets", "-n", "team", "--as", Operator)).Output.ShouldBe("no");
        (await Run("admin", "auth", "can-i", "get", "pods", "--subresource", "log", "-n", "team", "--as", Operator)).Output.ShouldBe("no");
        (await Run("admin", "auth", "can-i", "delete", "secrets", "--as", "bob", "--as-group", "system:masters")).Output.ShouldBe("yes");
    }

    [Fact]
    public async Task Can_i_list_shows_the_rules()
    {
        var list = (await Run("bob", "auth", "can-i", "--list")).Output;
        list.ShouldContain("selfsubjectrulesreviews.authorization.k8s.io");
        list.ShouldContain("[/openapi/*]");
        (await Run("admin", "auth", "can-i", "--list")).Output.ShouldContain("*.*");
    }

    [Fact]
    public async Task Refusals_and_grants_reach_the_user()
    {
        server.Client("test").Create(new ResourceId("", "v1", "configmaps"), Configs.Object("settings", "x"));
        (await Run("bob", "get", "configmaps")).Errors.ShouldBe(
            "Error from server (Forbidden): configmaps is forbidden: User \"bob\" cannot list resource \"configmaps\" in API "
            + "group \"\" in the namespace \"default\"");
        (await Run("bob", "get", "configmaps", "--as", "kubernetes-admin")).Errors.ShouldBe(
            "Error from server (Forbidden): users \"kubernetes-admin\" is forbidden: "
            + "User \"bob\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope");
        (await Run("admin", "create", "role", "reader", "--verb=get,list", "--resource=configmaps", "--resource-name=settings")).Exit
            .ShouldBe(0);
        (await Run("admin", "create", "rolebinding", "reader", "--role=reader", "--user=bob")).Exit.ShouldBe(0);
        (await Run("bob", "get", "configmap", "settings", "-o", "name")).Output.ShouldBe("configmap/settings");
        (await Run("bob", "get", "configmaps", "--field-selector", "metadata.name=settings", "-o", "name")).Output
            .ShouldBe("configmap/settings");
        (await Run("bob", "get", "configmaps")).Exit.ShouldBe(1);
    }

    [Fact]
    public async Task Whoami_shows_who_one_is_taken_for()
    {
        (await Run("bob", "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")).Output.ShouldBe("bob");
        (await Run("admin", "auth", "whoami", "--as", Operator, "-o", "jsonpath={.status.userInfo.groups}")).Output
            .ShouldBe("""["system:serviceaccounts","system:serviceaccounts:modelwright-system","system:authenticated"]""");
    }

    private async Task<(int Exit, string Output, string Errors)> Run(string user, params string[] arguments)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var start = new ProcessStartInfo(kubectl, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = folder.File(user);
        start.Environment["HOME"] = folder.Path;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }
}

using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.Tables;

public sealed class TableTests
{
    private const string AsTable = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    [Theory, Servers]
    public void A_kind_without_columns_shows_name_and_age(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        api.Post(api.ThingsPath, api.Thing("a")).Is(201);
        var table = api.Get(api.ThingsPath, AsTable).Is(200).Body;
        table.Text("kind").ShouldBe("Table");
        table.Objects("columnDefinitions").Select(column => column.Text("name")).ShouldBe(["Name", "Age"]);
        var row = table.Objects("rows").Single();
        row.Texts("cells").First().ShouldBe("a");
        row.Text("object", "kind").ShouldBe("PartialObjectMetadata");
        api.Get(api.ThingsPath + "?includeObject=Object", AsTable).Body.Objects("rows").Single().Text("object", "kind").ShouldBe("Thing");
        api.Get(api.ThingsPath + "?includeObject=None", AsTable).Body.Objects("rows").Single().At("object").ShouldBeNull();
    }

    [Theory, Servers]
    public void Printer_columns_show_what_they_name_and_nothing_where_it_is_missing(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        api.Merge($"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{api.Group}", """
            {"spec":{"versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},
             "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}},
             "additionalPrinterColumns":[{"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\"Ready\")].status"},
              {"name":"Replicas","type":"integer","jsonPath":".spec.replicas"},
               {"name":"Since","type":"date","jsonPath":".metadata.creationTimestamp","priority":1}]}]}}
            """).Is(200);
        Eventually.IsTrue(() => api.Get(api.ThingsPath, AsTable).Body.Objects("columnDefinitions").Count() == 4);
        api.Post(api.ThingsPath, api.Thing("a", """{"replicas":3}""")).Is(201);
        api.Merge(api.ThingsPath + "/a/status", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""").Is(200);
        api.Post(api.ThingsPath, api.Thing("b")).Is(201);
        var table = api.Get(api.ThingsPath, AsTable).Is(200).Body;
        table.Objects("columnDefinitions").Select(column => $"{column.Text("name")}/{column.Text("type")}/{column.Integer("priority")}")
            .ShouldBe(["Name/string/0", "Ready/string/0", "Replicas/integer/0", "Since/date/1"]);
        var rows = table.Objects("rows").Select(row => row.Items("cells")!).ToList();
        rows[0][1].Text().ShouldBe("True");
        rows[0][2].Integer().ShouldBe(3);
        rows[0][3].Text().ShouldNotBeNullOrEmpty();
        rows[1][1].ShouldBeNull();
        rows[1][2].ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"phase":"Running","containerStatuses":[{"name":"c","ready":true,"restartCount":0,"state":{"running":{}}}]}""",
        "1/1 Running 0")]
    [InlineData("""{"phase":"Pending","containerStatuses":[{"name":"c","restartCount":0,"state":{"waiting":{"reason":"ErrImagePull"}}}]}""",
        "0/1 ErrImagePull 0")]
    [InlineData(
        """{"phase":"Running","containerStatuses":[{"name":"c","restartCount":3,"state":"""
            + """{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":"""
            + """{"terminated":{"exitCode":1,"finishedAt":"2026-01-02T03:03:05Z"}}}]}""",
        "0/1 CrashLoopBackOff 3 (60s ago)")]
    [InlineData(
        """{"phase":"Succeeded","containerStatuses":[{"name":"c","restartCount":0,"state":"""
            + """{"terminated":{"exitCode":0,"reason":"Completed"}}}]}""",
        "0/1 Completed 0")]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"name":"c","restartCount":0,"state":{"terminated":{"exitCode":7}}}]}""",
        "0/1 ExitCode:7 0")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":0,"state":{"running":{}}}]}""", "0/1 Init:0/1 0")]
    [InlineData(
        """{"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":1,"state":"""
            + """{"terminated":{"exitCode":1,"reason":"Error"}}}]}""",
        "0/1 Init:Error 1")]
    public void A_pod_shows_what_its_containers_do(string status, string expected)
    {
        using var api = TestApi.Open();
        var pods = $"/api/v1/namespaces/{api.Namespace}/pods";
        api.Post(pods,
            """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":"""
                + """{"initContainers":[{"name":"i","image":"i"}],"containers":[{"name":"c","image":"i"}]}}""").Is(201);
        api.Merge(pods + "/p/status", $$"""{"status":{{status}} }""").Is(200);
        var cells = api.Get(pods, AsTable).Body.Objects("rows").Single().Texts("cells").ToList();
        $"{cells[1]} {cells[2]} {cells[3]}".ShouldBe(expected);
    }
}

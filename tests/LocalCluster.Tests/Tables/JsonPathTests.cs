using System.Text;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tables;

namespace Modelwright.LocalCluster.Tests.Tables;

public sealed class JsonPathTests
{
    private const string Value = """
        {"a":{"b.c":"dot","x/y":"slash","list":[{"type":"Ready","status":"True","n":1},{"type":"Other","status":"False","n":2}]},"t":"top"}
        """;

    [Theory]
    [InlineData(".t", "\"top\"")]
    [InlineData("{.t}", "\"top\"")]
    [InlineData(".a.list[0].type", "\"Ready\"")]
    [InlineData(".a.list[-1].type", "\"Other\"")]
    [InlineData(".a.list[*].n", "1")]
    [InlineData(""".a.list[?(@.type=="Other")].status""", "\"False\"")]
    [InlineData(".a.list[?(@.type=='Ready')].n", "1")]
    [InlineData(".a.list[?(@.n==2)].type", "\"Other\"")]
    [InlineData(""".a.list[?(@.type!="Ready")].type""", "\"Other\"")]
    [InlineData(".a.b\\.c", "\"dot\"")]
    [InlineData(".a['x/y']", "\"slash\"")]
    [InlineData(".a.list[9].type", null)]
    [InlineData(".nothing.here", null)]
    [InlineData(""".a.list[?(@.type=="None")].status""", null)]
    public void TryFind_follows_the_path(string path, string? expected)
    {
        var found = JsonPath.Parse(path).TryFind(JsonText.Parse(Encoding.UTF8.GetBytes(Value))!, out var value);
        found.ShouldBe(expected is not null);
        value?.ToJsonString().ShouldBe(expected);
    }

    [Theory]
    [InlineData(".a[")]
    [InlineData(".a[?(@.b>3)]")]
    [InlineData("a b")]
    public void Parse_refuses_what_it_does_not_know(string path) => Should.Throw<FormatException>(() => JsonPath.Parse(path));
}

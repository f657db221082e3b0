using System.Text;
using System.Text.Json.Nodes;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Tests.Routes;

public sealed class RuleReaderTests
{
    private const string Valid = """
        {"model":"fraud","revision":12,
         "backends":[{"revision":"fraud-6f9c2a1b","address":"http://127.20.0.10:8080","weight":95},
                     {"revision":"fraud-7a","address":"http://fraud-7a.ns.svc:8080","weight":5}]}
        """;

    [Fact]
    public void Read_takes_mirror_sticky_and_activation()
    {
        var route = Read(d =>
        {
            d["mirror"] = JsonNode.Parse("""{"revision":"fraud-7a","percent":20,"tolerance":0.5}""");
            d["sticky"] = JsonNode.Parse("""{"header":"X-User-Id","revision":"fraud-7a","salt":"s"}""");
            d["activation"] = JsonNode.Parse("""{"maxRequests":100,"timeoutSeconds":30}""");
        }).Route!;
        route.Mirror.ShouldBe(new("fraud-7a", 20, 0.5));
        route.Sticky.ShouldBe(new("x-user-id", null, "fraud-7a", "s"));
        route.Activation.ShouldBe(new(100, 30));
        Read(d => d["mirror"] = JsonNode.Parse("""{"revision":"fraud-7a","percent":100}""")).Route!.Mirror!.Tolerance.ShouldBe(0.001);
        Read(d => d["sticky"] = JsonNode.Parse("""{"cookie":"User","revision":"fraud-7a","salt":"s"}""")).Route!.Sticky!.Cookie
            .ShouldBe("User");
    }

    [Theory]
    [InlineData("mirror", """{"revision":"other","percent":20}""", "none of the backends")]
    [InlineData("mirror", """{"revision":"fraud-7a","percent":0}""", "mirror.percent: 0")]
    [InlineData("mirror", """{"revision":"fraud-7a","percent":101}""", "mirror.percent: 101")]
    [InlineData("mirror", """{"revision":"fraud-7a","percent":20,"tolerance":-0.1}""", "mirror.tolerance: -0.1")]
    [InlineData("mirror", """{"revision":"fraud-7a","percent":20,"tolerance":1.1}""", "mirror.tolerance: 1.1")]
    [InlineData("mirror", """{"revision":"fraud-7a","percent":20,"tolerance":1e999}""", "mirror.tolerance")]
    [InlineData("sticky", """{"revision":"fraud-7a","salt":"s"}""", "exactly one")]
    [InlineData("sticky", """{"header":"a","cookie":"b","revision":"fraud-7a","salt":"s"}""", "exactly one")]
    [InlineData("sticky", """{"header":"","revision":"fraud-7a","salt":"s"}""", "sticky.header: ''")]
    [InlineData("sticky", """{"header":"x user","revision":"fraud-7a","salt":"s"}""", "sticky.header: 'x user'")]
    [InlineData("sticky", """{"header":"x:","revision":"fraud-7a","salt":"s"}""", "sticky.header: 'x:'")]
    [InlineData("sticky", """{"header":"benützer","revision":"fraud-7a","salt":"s"}""", "sticky.header: 'benützer'")]
    [InlineData("sticky", """{"cookie":"a=b","revision":"fraud-7a","salt":"s"}""", "sticky.cookie: 'a=b'")]
    [InlineData("sticky", """{"cookie":"a;b","revision":"fraud-7a","salt":"s"}""", "sticky.cookie: 'a;b'")]
    [InlineData("sticky", """{"cookie":"a","revision":"other","salt":"s"}""", "none of the backends")]
    [InlineData("sticky", """{"cookie":"a","revision":"fraud-7a","salt":""}""", "sticky.salt: 0 characters")]
    [InlineData("activation", """{"maxRequests":0,"timeoutSeconds":30}""", "activation.maxRequests: 0")]
    [InlineData("activation", """{"maxRequests":10001,"timeoutSeconds":30}""", "activation.maxRequests: 10001")]
    [InlineData("activation", """{"maxRequests":1,"timeoutSeconds":0}""", "activation.timeoutSeconds: 0")]
    [InlineData("activation", """{"maxRequests":1,"timeoutSeconds":601}""", "activation.timeoutSeconds: 601")]
    public void Read_refuses_rules_that_cannot_be_followed(string member, string json, string mentions) =>
        Refused(d => d[member] = JsonNode.Parse(json), mentions);

    [Fact]
    public void Read_refuses_names_and_salts_beyond_their_bounds()
    {
        var (name, salt) = (new string('x', 101), new string('s', 201));
        Refused(d => d["sticky"] = JsonNode.Parse($$"""{"header":"{{name}}","revision":"fraud-7a","salt":"s"}"""), "at most 100");
        Refused(d => d["sticky"] = JsonNode.Parse($$"""{"header":"h","revision":"fraud-7a","salt":"{{salt}}"}"""), "201 characters");
    }

    private static RouteReading Read(Action<JsonNode> change)
    {
        var document = JsonNode.Parse(Valid)!;
        change(document);
        return RouteDocumentReader.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "fraud");
    }

    private static void Refused(Action<JsonNode> change, string mentions)
    {
        var reading = Read(change);
        reading.Route.ShouldBeNull();
        reading.Error!.ShouldContain(mentions);
        reading.Error!.ShouldNotContain("\n");
    }
}

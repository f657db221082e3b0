using System.Text;
using System.Text.Json.Nodes;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Tests.Routes;

public sealed class RouteDocumentReaderTests
{
    private const string Valid = """
        {"model":"fraud","revision":12,"hosts":["fraud","fraud.ns","Fraud.ns.svc","127.20.0.9","fd00::1"],
         "backends":[{"revision":"fraud-6f9c2a1b","address":"http://127.20.0.10:8080","weight":95},
                     {"revision":"fraud-7a","address":"http://fraud-7a.ns.svc:8080","weight":5}]}
        """;

    [Fact]
    public void Read_takes_the_documented_form()
    {
        var route = RouteDocumentReader.Read(Encoding.UTF8.GetBytes(Valid), "fraud").Route!;
        route.Model.ShouldBe("fraud");
        route.Revision.ShouldBe(12);
        route.Hosts.ShouldBe(["127.20.0.9", "fd00::1", "fraud", "fraud.ns", "fraud.ns.svc"]);
        route.Backends.ShouldBe([new("fraud-6f9c2a1b", "http://127.20.0.10:8080", 95), new("fraud-7a", "http://fraud-7a.ns.svc:8080", 5)]);
    }

    [Fact]
    public void Read_takes_a_route_without_backends_and_its_reason()
    {
        var route = RouteDocumentReader.Read("""{"model":"m","revision":1,"backends":[],"reason":"scaled to zero"}"""u8).Route!;
        route.HasBackend.ShouldBeFalse();
        route.Reason.ShouldBe("scaled to zero");
    }

    [Theory]
    [InlineData("http://h:80/")]
    [InlineData("http://[fd00::1]:8080")]
    [InlineData("http://10.0.0.1:65535")]
    [InlineData("http://a-b.c9:1")]
    public void Read_takes_addresses_of_services(string address) => Read(d => d["backends"]![0]!["address"] = address).Error.ShouldBeNull();

    public static TheoryData<string, string> WrongText => new()
    {
        { "", "not a route table" },
        { "null", "not a route table" },
        { "[]", "not a route table" },
        { "{", "not a route table" },
        { "{} {}", "not a route table" },
        { """{"revision":1,"backends":[]}""", "model" },
        { """{"model":"m","backends":[]}""", "revision" },
        { """{"model":"m","revision":9007199254740993,"backends":[]}""", "revision" },
        { """{"model":"m","revision":1}""", "backends" },
        { """{"model":"m","revision":1,"backends":[],"sticky":true}""", "sticky" },
        { """{"model":"m","revision":1,"backends":[],"mirrors":{}}""", "mirrors" },
        { """{"model":"m","revision":1,"backends":[],"mirror":{"revision":"r"}}""", "percent" },
        { """{"model":"m","revision":1,"backends":[],"mirror":{"revision":"r","percent":1,"tolerance":"NaN"}}""", "tolerance" },
        { """{"model":"m","revision":1,"backends":[],"sticky":{"header":"x","revision":"r"}}""", "salt" },
        { """{"model":"m","revision":1,"backends":[],"sticky":{"header":"x","revision":"r","salt":null}}""", "salt" },
        { """{"model":"m","revision":1,"backends":[],"activation":{"maxRequests":1}}""", "timeoutSeconds" },
        { """{"model":"m","revision":1,"backends":[],"activation":{"maxRequests":1,"timeoutSeconds":1,"x":1}}""", "x" },
        { """{"model":"m","model":"m","revision":1,"backends":[]}""", "model" },
        { """{"model":null,"revision":1,"backends":[]}""", "model" },
        { """{"model":"m","revision":"1","backends":[]}""", "revision" },
        { """{"model":"m","revision":1.5,"backends":[]}""", "revision" },
        { """{"model":"m","revision":9223372036854775808,"backends":[]}""", "revision" },
        { """{"model":"m","revision":1,"backends":[null]}""", "backends[0]" },
        { """{"model":"m","revision":1,"hosts":[null],"backends":[]}""", "hosts[0]" },
        { """{"model":"m","revision":1,"backends":[{"revision":"r","address":"http://h:1","weight":100.5}]}""", "weight" },
        { """{"model":"m","revision":1,"backends":[{"revision":"r","address":"http://h:1"}]}""", "weight" },
        { """{"model":"m","revision":1,"backends":[{"revision":"r","weight":100}]}""", "address" },
        { """{"model":"m","revision":1,"backends":[{"address":"http://h:1","weight":100}]}""", "revision" },
    };

    [Theory]
    [MemberData(nameof(WrongText))]
    public void Read_refuses_what_is_not_a_route_table(string json, string mentions)
    {
        var reading = RouteDocumentReader.Read(Encoding.UTF8.GetBytes(json));
        reading.Route.ShouldBeNull();
        reading.Error!.ShouldContain(mentions);
    }

    public static TheoryData<string, string> WrongModels => new()
    {
        { "", "model" }, { "Fraud", "model" }, { "-fraud", "model" }, { "fraud-", "model" }, { "a.b", "model" }, { "a/b", "model" },
        { new string('a', 64), "model" }, { "fräud", "model" }, { "a\nb", "model" }, { "other", "'fraud'" },
    };

    [Theory]
    [MemberData(nameof(WrongModels))]
    public void Read_refuses_model_names_that_are_not(string model, string mentions) => Refused(d => d["model"] = model, mentions);

    [Theory]
    [InlineData("", "hosts[1]")]
    [InlineData("fraud:8080", "hosts[1]")]
    [InlineData("[::1]", "hosts[1]")]
    [InlineData("http://fraud", "hosts[1]")]
    [InlineData("a..b", "hosts[1]")]
    [InlineData("*.ns", "hosts[1]")]
    [InlineData("a_b", "hosts[1]")]
    [InlineData("fe80::1%eth0", "hosts[1]")]
    [InlineData("a b", "hosts[1]")]
    [InlineData("ns.", "hosts[1]")]
    public void Read_refuses_hosts_that_are_not(string host, string mentions) => Refused(d => d["hosts"]![1] = host, mentions);

    [Theory]
    [InlineData("https://h:8080", "http://")]
    [InlineData("HTTP://h:8080", "http://")]
    [InlineData("file:///etc/passwd", "http://")]
    [InlineData("h:8080", "http://")]
    [InlineData("http://user:secret@h:8080", "user")]
    [InlineData("http://h:8080/path", "path")]
    [InlineData("http://h:8080//", "path")]
    [InlineData("http://h:8080?x", "query")]
    [InlineData("http://h:8080#x", "fragment")]
    [InlineData("http://h:8080\\@evil:80", "path")]
    [InlineData("http://h%2f:80", "path")]
    [InlineData("http://h", "port")]
    [InlineData("http://h:0", "port")]
    [InlineData("http://h:65536", "port")]
    [InlineData("http://h:-1", "port")]
    [InlineData("http://:80", "port")]
    [InlineData("http://h:80 ", "port")]
    [InlineData("http:// h:80", "host")]
    [InlineData("http://h\r\nX-Evil:80", "host")]
    [InlineData("http://169.254.169.254:80", "link-local")]
    [InlineData("http://[fe80::1]:80", "link-local")]
    [InlineData("http://[::ffff:169.254.169.254]:80", "link-local")]
    [InlineData("http://0.0.0.0:80", "unspecified")]
    [InlineData("http://[::]:80", "unspecified")]
    [InlineData("http://0.1.2.3:80", "0.0.0.0/8")]
    [InlineData("http://224.0.0.1:80", "multicast")]
    [InlineData("http://[ff02::1]:80", "multicast")]
    [InlineData("http://255.255.255.255:80", "reserved")]
    [InlineData("http://2852039166:80", "plain")]
    [InlineData("http://0xa9fea9fe:80", "plain")]
    [InlineData("http://169.0xfe.169.254:80", "plain")]
    [InlineData("http://0251.0376.0251.0376:80", "plain")]
    [InlineData("http://127.1:80", "plain")]
    [InlineData("http://[::1:80", "IPv6")]
    [InlineData("http://[10.0.0.1]:80", "IPv6")]
    public void Read_refuses_addresses_that_are_more_or_less_than_host_and_port(string address, string mentions) =>
        Refused(d => d["backends"]![0]!["address"] = address, mentions);

    [Theory]
    [InlineData(-1, "weight")]
    [InlineData(101, "weight")]
    [InlineData(94, "sum to 99")]
    [InlineData(96, "sum to 101")]
    [InlineData(0, "sum to 5")]
    public void Read_refuses_weights_that_are_not_shares(int weight, string mentions) =>
        Refused(d => d["backends"]![0]!["weight"] = weight, mentions);

    [Fact]
    public void Read_refuses_weights_that_overflow_to_a_hundred() =>
        Refused(d => (d["backends"]![0]!["weight"], d["backends"]![1]!["weight"]) = (int.MaxValue, int.MinValue + 101), "weight");

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Read_refuses_revisions_below_one(long revision) => Refused(d => d["revision"] = revision, "revision");

    [Fact]
    public void Read_refuses_a_revision_name_twice() => Refused(d => d["backends"]![1]!["revision"] = "fraud-6f9c2a1b", "twice");

    [Fact]
    public void Read_refuses_a_revision_that_is_no_name() => Refused(d => d["backends"]![1]!["revision"] = "a\"} 1\nevil{", "DNS label");

    [Fact]
    public void Read_refuses_too_many_of_anything()
    {
        Refused(d => d["hosts"] = new JsonArray([.. Enumerable.Range(0, 101).Select(i => (JsonNode)$"h{i}")]), "at most 100");
        Refused(d => d["backends"] = new JsonArray([.. Enumerable.Range(0, 101).Select(i =>
            new JsonObject { ["revision"] = $"r{i}", ["address"] = "http://h:1", ["weight"] = i < 100 ? 1 : 0 })]), "at most 100");
        Refused(d => d["reason"] = new string('x', 1_025), "at most 1024");
        RouteDocumentReader.Read(new byte[(1 << 20) + 1]).Error!.ShouldContain("at most 1048576");
    }

    [Fact]
    public void Read_names_every_problem_up_to_eight()
    {
        var error = Read(d =>
        {
            d["model"] = "Fraud";
            d["revision"] = 0;
            d["hosts"] = new JsonArray([.. Enumerable.Range(0, 50).Select(_ => (JsonNode)"a b")]);
        }).Error!;
        error.Split("; ").Length.ShouldBe(8);
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

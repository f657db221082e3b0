using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Modelwright.ModelServer.Feedback;
using Modelwright.ModelServer.Settings;
using Modelwright.ModelServer.Tests.Hosting;
using Modelwright.ModelServer.Tests.Rest;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Feedback;

public sealed partial class FeedbackApiTests : IDisposable
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string One = """{"inputs":[{"name":"x","shape":[1,4],"datatype":"FP32","data":[1,2,3,4]}]}""";
    private const string Two = LinearServer.GoodRequest;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Feedback_is_scored_by_any_replica_of_any_revision()
    {
        await using var first = await StartAsync(SmallModels.Linear());
        await using var second = await StartAsync(SmallModels.Linear(), settings => settings with { Revision = "m-ffffffff" });
        var token = await TokenAsync(first, Two);
        (await SendAsync(second, $$"""{"token":"{{token}}","labels":[2,"1"]}""")).ShouldBe((200, """{"accepted":2,"duplicates":0}"""));
        var labels = (await LabelsAsync(second)).GetRawText();
        Delays().Replace(labels, "\"delays\":D").ShouldBe(
            """
            {"kind":"Category","output":"label","rows":0,"issued":0,"refused":{"malformed":0,"forged":0,"expired":0},
            "delayBounds":[60,600,3600,21600,86400,259200,604800,1209600,2592000,7776000],"duplicates":0,
            "scores":[{"revision":"m-0a1b2c3d","kind":"Category","rows":2,"correct":1,"confusion":[["2","1",1],["2","2",1]],
            "otherCorrect":0,"otherWrong":0,"delays":D}]}
            """.ReplaceLineEndings(""));
        var asked = await LabelsAsync(first);
        (asked.GetProperty("rows").GetInt32(), asked.GetProperty("issued").GetInt32()).ShouldBe((2, 2));
        var metrics = await second.MetricsAsync();
        metrics.ShouldMatch("modelserver_labels_total\\{revision=\"m-0a1b2c3d\",outcome=\"wrong\",[^}]*\\} 1\n");
    }

    [Fact]
    public async Task Feedback_that_comes_again_counts_once()
    {
        await using var server = await StartAsync(SmallModels.Linear());
        var token = await TokenAsync(server, One);
        var body = $$"""{"feedback":[{"token":"{{token}}","label":2},{"token":"{{token}}","label":2}]}""";
        (await SendAsync(server, body)).ShouldBe((200, """{"accepted":1,"duplicates":1}"""));
        (await SendAsync(server, body)).ShouldBe((200, """{"accepted":0,"duplicates":2}"""));
        (await LabelsAsync(server)).GetProperty("scores")[0].GetProperty("rows").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Feedback_of_numbers_sums_errors()
    {
        await using var server = await StartAsync(SmallModels.Identity(Element.Float, "N", 1));
        var token = await TokenAsync(server, """{"inputs":[{"name":"x","shape":[2,1],"datatype":"FP32","data":[3,5]}]}""");
        (await SendAsync(server, $$"""{"token":"{{token}}","labels":[2.5,7]}""")).ShouldBe((200, """{"accepted":2,"duplicates":0}"""));
        var score = (await LabelsAsync(server)).GetProperty("scores")[0];
        string[] names = ["absoluteError", "squaredError", "error", "label", "squaredLabel"];
        names.Select(name => score.GetProperty(name).GetDouble()).ShouldBe([2.5, 4.25, -1.5, 9.5, 55.25]);
        (await SendAsync(server, $$"""{"token":"{{token}}","labels":["high",null]}""")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("""{"token":"TOKEN"}""", 400, "'label' is missing")]
    [InlineData("""{"label":1}""", 400, "'token' is missing")]
    [InlineData("""{"token":1,"label":1}""", 400, "'token' must be a string")]
    [InlineData("""{"token":"TOKEN","label":null}""", 400, "must be a text")]
    [InlineData("""{"token":"TOKEN","label":{}}""", 400, "must be a text")]
    [InlineData("""{"token":"TOKEN","label":1e999}""", 400, "must be a text")]
    [InlineData("""{"token":"TOKEN","labels":[1,2]}""", 400, "2 labels for a request of 1 rows")]
    [InlineData("""{"token":"TOKEN","labels":[]}""", 400, "no label")]
    [InlineData("""{"token":"TOKEN","labels":[null]}""", 400, "no label")]
    [InlineData("""{"token":"TOKEN","label":1,"labels":[1]}""", 400, "one of 'label' and 'labels'")]
    [InlineData("""{"token":"TOKEN","label":1,"token":"TOKEN"}""", 400, "not valid feedback")]
    [InlineData("""{"token":"TOKEN","lable":1}""", 400, "unknown member 'lable'")]
    [InlineData("""{"feedback":[]}""", 400, "1 to 1000")]
    [InlineData("""{"feedback":[{"token":"TOKEN","label":1},{"token":"x","label":1}]}""", 400, "feedback[1]: the token is none")]
    [InlineData("""[]""", 400, "must be an object")]
    [InlineData("""{"token":"TOKEN","label":"\ud800"}""", 400, "not valid feedback")]
    [InlineData("nonsense", 400, "not valid feedback")]
    [InlineData("", 400, "not valid feedback")]
    [InlineData("""{"token":"garbage!","label":1}""", 400, "the token is none")]
    [InlineData("""{"token":"","label":1}""", 400, "the token is none")]
    public async Task Feedback_that_cannot_be_read_is_refused_whole(string body, int status, string message)
    {
        await using var server = await StartAsync(SmallModels.Linear());
        var token = await TokenAsync(server, One);
        var answer = await SendAsync(server, body.Replace("TOKEN", token, StringComparison.Ordinal));
        answer.Status.ShouldBe(status, answer.Text);
        answer.Text.ShouldContain(message);
        (await LabelsAsync(server)).GetProperty("scores").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Feedback_with_a_forged_expired_or_future_token_is_refused()
    {
        await using var server = await StartAsync(SmallModels.Linear());
        var (codec, key, now) = (new TokenCodec("m"), Encoding.UTF8.GetBytes(Key), DateTimeOffset.UtcNow);
        var forged = codec.Write(new(1, now, "m-1") { Categories = ["1"] }, Encoding.UTF8.GetBytes(Key.ToUpperInvariant()));
        var stranger = new TokenCodec("other").Write(new(1, now, "m-1") { Categories = ["1"] }, key);
        var expired = codec.Write(new(1, now.AddDays(-31), "m-1") { Categories = ["1"] }, key);
        var future = codec.Write(new(1, now.AddMinutes(6), "m-1") { Categories = ["1"] }, key);
        var good = codec.Write(new(1, now.AddDays(-29), "m-1") { Categories = ["1"] }, key);
        (await SendAsync(server, Body(forged))).Status.ShouldBe(403);
        (await SendAsync(server, Body(stranger))).Text.ShouldContain("not signed with a key of this Model");
        (await SendAsync(server, Body(expired))).Status.ShouldBe(410);
        (await SendAsync(server, Body(future))).Status.ShouldBe(400);
        (await SendAsync(server, Body(good))).Status.ShouldBe(200);
        (await LabelsAsync(server)).GetProperty("refused").GetRawText().ShouldBe("""{"malformed":1,"forged":2,"expired":1}""");
        static string Body(string? token) => $$"""{"token":"{{token}}","label":1}""";
    }

    [Fact]
    public async Task Feedback_large_and_wrong_requests_are_answered_and_the_server_goes_on()
    {
        await using var server = await StartAsync(SmallModels.Linear());
        (await SendAsync(server, $$"""{"token":"{{new string('A', 5 << 20)}}","label":1}""")).Status.ShouldBe(413);
        (await SendAsync(server, new string('[', 100_000))).Status.ShouldBe(400);
        (await server.GetAsync("/v2/models/m/feedback")).Status.ShouldBe(405);
        (await SendAsync(server, "{}", "/v2/models/other/feedback")).Status.ShouldBe(404);
        var token = await TokenAsync(server, One);
        (await SendAsync(server, $$"""{"token":"{{token}}","label":2}""", "/v2/models/m/versions/v1/feedback")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Feedback_switched_off_gives_no_token_and_says_so()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Linear());
        (await server.InferAsync(One)).Json.TryGetProperty("parameters", out _).ShouldBeFalse();
        (await SendAsync(server, """{"token":"x","label":1}""")).ShouldBe(
            (404, """{"error":"feedback is not taken: set spec.monitoring.feedback of the Model"}"""));
    }

    [Fact]
    public async Task Feedback_copies_and_requests_of_too_many_rows_have_no_token()
    {
        await using var server = await StartAsync(SmallModels.Identity(Element.Float, "N"));
        var rows = string.Join(',', Enumerable.Repeat(1, 257));
        (await server.InferAsync($$"""{"inputs":[{"name":"x","shape":[257],"datatype":"FP32","data":[{{rows}}]}]}"""))
            .Json.TryGetProperty("parameters", out _).ShouldBeFalse();
        var copy = await server.InferAsync("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[1]}]}""",
            request => request.Headers.Add("modelwright-shadow", "true"));
        copy.Json.TryGetProperty("parameters", out _).ShouldBeFalse();
        var labels = await LabelsAsync(server);
        (labels.GetProperty("rows").GetInt32(), labels.GetProperty("issued").GetInt32()).ShouldBe((257, 0));
    }

    [Fact]
    public async Task Feedback_keys_are_replaced_while_it_serves()
    {
        var clock = new FakeTimeProvider();
        var file = folder.File("key");
        await File.WriteAllTextAsync(file, Key, TestContext.Current.CancellationToken);
        var keys = new FeedbackKeys(file, clock);
        await File.WriteAllTextAsync(file, "short", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(11));
        keys.Keys.Select(Encoding.UTF8.GetString).ShouldBe([Key]);
        await File.WriteAllTextAsync(file, $"{new string('n', 32)}\n{Key}\n", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(11));
        keys.Keys.Select(Encoding.UTF8.GetString).ShouldBe([new string('n', 32), Key]);
    }

    [Fact]
    public void Feedback_keys_of_a_mounted_secret_are_replaced_though_the_link_stays()
    {
        // As the kubelet lays a Secret out: the file is a link through ..data, which is swapped for another folder.
        var clock = new FakeTimeProvider();
        var mount = Directory.CreateDirectory(folder.File("mount")).FullName;
        Directory.CreateDirectory(Path.Combine(mount, "..first"));
        Directory.CreateDirectory(Path.Combine(mount, "..second"));
        File.WriteAllText(Path.Combine(mount, "..first", "key"), Key);
        File.WriteAllText(Path.Combine(mount, "..second", "key"), $"{new string('n', 32)}\n{Key}");
        File.CreateSymbolicLink(Path.Combine(mount, "..data"), "..first");
        File.CreateSymbolicLink(Path.Combine(mount, "key"), Path.Combine("..data", "key"));
        var keys = new FeedbackKeys(Path.Combine(mount, "key"), clock);
        keys.Keys.Select(Encoding.UTF8.GetString).ShouldBe([Key]);
        File.Delete(Path.Combine(mount, "..data"));
        File.CreateSymbolicLink(Path.Combine(mount, "..data"), "..second");
        clock.Advance(TimeSpan.FromSeconds(11));
        keys.Keys.Select(Encoding.UTF8.GetString).ShouldBe([new string('n', 32), Key]);
    }

    [Theory]
    [InlineData("\"fraud\"")]
    [InlineData("1.5")]
    [InlineData("\"01\"")]
    public async Task Feedback_a_label_that_cannot_be_predicted_is_refused(string label)
    {
        await using var server = await StartAsync(SmallModels.Linear());
        var token = await TokenAsync(server, One);
        var answer = await SendAsync(server, $$"""{"token":"{{token}}","label":{{label}}}""");
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldContain("send a whole number");
        (await LabelsAsync(server)).GetProperty("scores").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Feedback_a_truth_value_is_one_or_zero_of_integers()
    {
        await using var server = await StartAsync(SmallModels.Linear());
        var token = new TokenCodec("m").Write(
            new(1, DateTimeOffset.UtcNow, "m-1") { Categories = ["1", "1", "0"] }, Encoding.UTF8.GetBytes(Key));
        (await SendAsync(server, $$"""{"token":"{{token}}","labels":[true,false,false]}""")).Status.ShouldBe(200);
        (await LabelsAsync(server)).GetProperty("scores")[0].GetProperty("correct").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Feedback_a_revision_of_another_output_is_scored_as_text()
    {
        await using var server = await StartAsync(SmallModels.Linear());
        var token = new TokenCodec("m").Write(
            new(1, DateTimeOffset.UtcNow, "m-1") { Categories = ["fraud"] }, Encoding.UTF8.GetBytes(Key));
        (await SendAsync(server, $$"""{"token":"{{token}}","label":"fraud"}""")).Status.ShouldBe(200);
        (await LabelsAsync(server)).GetProperty("scores")[0].GetProperty("correct").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("\"cat\"", 400)]
    [InlineData("-1", 400)]
    [InlineData("3", 400)]
    [InlineData("2", 200)]
    public async Task Feedback_a_label_of_scores_is_a_place_among_them(string label, int status)
    {
        await using var server = await StartAsync(SmallModels.Identity(Element.Float, "N", 3));
        var token = await TokenAsync(server, """{"inputs":[{"name":"x","shape":[1,3],"datatype":"FP32","data":[0,1,5]}]}""");
        var answer = await SendAsync(server, $$"""{"token":"{{token}}","label":{{label}}}""");
        answer.Status.ShouldBe(status, answer.Text);
    }

    [Theory]
    [InlineData("", "has 0 keys")]
    [InlineData("tooshort", "fewer than 32 characters")]
    public void Feedback_keys_that_cannot_be_used_are_a_wrong_setting(string text, string message)
    {
        var file = folder.File("key");
        File.WriteAllText(file, text);
        Should.Throw<InvalidSettingException>(() => new FeedbackKeys(file, TimeProvider.System)).Message.ShouldContain(message);
        Should.Throw<InvalidSettingException>(() => new FeedbackKeys(folder.File("none"), TimeProvider.System)).Message
            .ShouldContain("cannot be read");
    }

    private async Task<RunningServer> StartAsync(byte[] model, Func<ServerSettings, ServerSettings>? change = null)
    {
        var file = folder.File("feedback-key");
        await File.WriteAllTextAsync(file, Key);
        return await RunningServer.StartAsync(
            model, settings => (change?.Invoke(settings) ?? settings) with { FeedbackKeyFile = file });
    }

    private static async Task<string> TokenAsync(RunningServer server, string request) =>
        (await server.InferAsync(request)).Json.GetProperty("parameters").GetProperty("prediction_token").GetString()!;

    private static async Task<(int Status, string Text)> SendAsync(RunningServer server, string body, string path = "/v2/models/m/feedback")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        var answer = await server.SendAsync(request);
        return (answer.Status, answer.Text);
    }

    private static async Task<JsonElement> LabelsAsync(RunningServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Host.AdminPort}/v1/features")));
        return (await server.SendAsync(request)).Json.GetProperty("labels");
    }

    [GeneratedRegex("\"delays\":\\[[0-9,]+\\]")]
    private static partial Regex Delays();
}

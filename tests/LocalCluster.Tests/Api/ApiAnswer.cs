using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Api;

/// <summary>What a server answered.</summary>
internal sealed record ApiAnswer(int Code, string Text, HttpResponseHeaders Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonObject Body => field ??= (JsonObject)JsonText.Parse(Encoding.UTF8.GetBytes(Text))!;

    /// <summary>The reason of a refusal.</summary>
    public string? Reason => Body.Text("reason");

    public string Message => Body.Text("message") ?? "";

    public long Revision => long.Parse(Body.Text("metadata", "resourceVersion")!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The answer, which must have this code.</summary>
    public ApiAnswer Is(int code)
    {
        Code.ShouldBe(code, Text);
        return this;
    }

    /// <summary>The refusal, which must have this code and reason.</summary>
    public ApiAnswer Is(int code, string reason)
    {
        Code.ShouldBe(code, Text);
        Reason.ShouldBe(reason, Text);
        Body.Text("kind").ShouldBe("Status");
        Body.Integer("code").ShouldBe(code);
        return this;
    }
}

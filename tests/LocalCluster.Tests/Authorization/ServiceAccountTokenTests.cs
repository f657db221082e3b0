using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.Authorization;

public sealed class ServiceAccountTokenTests
{
    private const string Reviews = "/apis/authentication.k8s.io/v1/tokenreviews";

    [Fact]
    public void A_token_is_its_accounts_until_it_expires()
    {
        using var api = Account(out var path);
        var answer = api.Post(path + "/token", """{"spec":{"expirationSeconds":600}}""").Is(201).Body;
        answer.Text("status", "expirationTimestamp").ShouldBe("2026-01-02T03:14:05Z");
        var token = answer.Text("status", "token")!;
        Review(api, token).Text("user", "username").ShouldBe($"system:serviceaccount:{api.Namespace}:bot");
        Review(api, token)["user"].Texts("groups").ShouldContain("system:serviceaccounts");
        api.Time.Advance(TimeSpan.FromSeconds(600));
        Review(api, token).Flag("authenticated").ShouldBe(false);
    }

    [Fact]
    public void A_token_ends_with_its_account_and_is_not_its_successors()
    {
        using var api = Account(out var path);
        var token = Token(api, path);
        api.Delete(path).Is(200);
        Review(api, token).Flag("authenticated").ShouldBe(false);
        api.Post($"/api/v1/namespaces/{api.Namespace}/serviceaccounts", """{"metadata":{"name":"bot"}}""").Is(201);
        Review(api, token).Flag("authenticated").ShouldBe(false);
    }

    [Fact]
    public void A_token_bound_to_a_pod_ends_with_the_pod()
    {
        using var api = Account(out var path);
        var pods = $"/api/v1/namespaces/{api.Namespace}/pods";
        api.Post(pods, """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}]}}""")
            .Is(201);
        var token = Token(api, path, """{"spec":{"boundObjectRef":{"kind":"Pod","apiVersion":"v1","name":"p"}}}""");
        Review(api, token).Flag("authenticated").ShouldBe(true);
        api.Delete(pods + "/p").Is(200);
        Review(api, token).Flag("authenticated").ShouldBe(false);
        api.Post(path + "/token", """{"spec":{"boundObjectRef":{"kind":"Pod","name":"p"}}}""").Is(404);
    }

    [Fact]
    public void A_token_for_another_audience_is_not_for_the_API()
    {
        using var api = Account(out var path);
        var token = Token(api, path, """{"spec":{"audiences":["vault"]}}""");
        Review(api, token).Flag("authenticated").ShouldBe(false);
        var review = api.Post(Reviews, $$"""{"spec":{"token":"{{token}}","audiences":["vault"]} }""").Is(201).Body;
        review.Flag("status", "authenticated").ShouldBe(true);
        review["status"].Texts("audiences").ShouldBe(["vault"]);
    }

    [Fact]
    public void A_token_with_any_changed_letter_is_nobodys()
    {
        using var api = Account(out var path);
        var token = Token(api, path);
        for (var i = 0; i < token.Length - 1; i += 7)
        {
            var forged = token[..i] + (token[i] == 'x' ? 'y' : 'x') + token[(i + 1)..];
            Review(api, forged).Flag("authenticated").ShouldBe(false, $"letter {i}");
        }
    }

    [Fact]
    public void A_lifetime_below_ten_minutes_is_refused()
    {
        using var api = Account(out var path);
        api.Post(path + "/token", """{"spec":{"expirationSeconds":60}}""").Is(422, "Invalid")
            .Message.ShouldContain("spec.expirationSeconds");
        api.Post(path.Replace("bot", "nobody", StringComparison.Ordinal) + "/token", "{}").Is(404, "NotFound");
    }

    private static TestApi Account(out string path)
    {
        var api = TestApi.Open();
        api.Post($"/api/v1/namespaces/{api.Namespace}/serviceaccounts", """{"metadata":{"name":"bot"}}""").Is(201);
        path = $"/api/v1/namespaces/{api.Namespace}/serviceaccounts/bot";
        return api;
    }

    private static string Token(TestApi api, string path, string body = "{}") =>
        api.Post(path + "/token", body).Is(201).Body.Text("status", "token")!;

    private static JsonObject Review(TestApi api, string token) =>
        api.Post(Reviews, $$"""{"spec":{"token":"{{token}}"} }""").Is(201).Body.Child("status")!;
}

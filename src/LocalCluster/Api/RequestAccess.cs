using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Api;

/// <summary>Who asks, for whom, and whether they may.</summary>
internal sealed class RequestAccess(IAuthenticator authenticator, IAuthorizer authorizer, UserInfo? anonymous)
{
    private const string NameSelector = "metadata.name=";

    /// <summary>The user, if the request is allowed.</summary>
    public UserInfo Check(ApiRequest request, RequestInfo info, QueryParameters query)
    {
        var user = request.User ?? authenticator.Authenticate(request.Token) ?? (request.Token is null ? anonymous : null);
        if (user is null) throw ApiErrors.Unauthorized();
        if (request.Impersonate is { } wanted) user = Impersonate(user, wanted);
        Require(user, info.IsResource
            ? new AccessAttributes(info.Verb)
            {
                Group = info.Group,
                Resource = info.Resource,
                Subresource = info.Subresource,
                Namespace = info.Namespace,
                Name = info.Name.Length > 0 ? info.Name : SelectedName(info, query),
            }
            : new AccessAttributes(info.Verb) { Path = info.Path });
        return user;
    }

    // A list or watch that can only be about one object counts as a request for it, so that resourceNames can allow it.
    private static string SelectedName(RequestInfo info, QueryParameters query) =>
        info.Verb is not ("list" or "watch") ? ""
        : query["fieldSelector"].Split(',').FirstOrDefault(term => term.StartsWith(NameSelector, StringComparison.Ordinal)) is { } term
            ? term[NameSelector.Length..].TrimStart('=')
            : "";

    // As k8s.io/apiserver/pkg/endpoints/filters/impersonation.go.
    private UserInfo Impersonate(UserInfo user, Impersonation wanted)
    {
        if (wanted.User.Length == 0) throw ApiErrors.Internal("requesting groups or a uid without impersonating a user");
        var account = UserInfo.ServiceAccountOf(wanted.User);
        Require(user, new AccessAttributes("impersonate")
        {
            Resource = account is null ? "users" : "serviceaccounts",
            Namespace = account?.Namespace ?? "",
            Name = account?.Name ?? wanted.User,
        });
        foreach (var group in wanted.Groups) Require(user, new AccessAttributes("impersonate") { Resource = "groups", Name = group });
        if (wanted.Uid.Length > 0)
            Require(user, new AccessAttributes("impersonate") { Group = "authentication.k8s.io", Resource = "uids", Name = wanted.Uid });

        List<string> groups = [.. wanted.Groups];
        if (groups.Count == 0 && account is { } home)
            groups.AddRange(["system:serviceaccounts", $"system:serviceaccounts:{home.Namespace}"]);
        var everyone = wanted.User == UserInfo.AnonymousName ? UserInfo.Unauthenticated : UserInfo.Authenticated;
        if (!groups.Contains(UserInfo.Unauthenticated) && !groups.Contains(everyone)) groups.Add(everyone);
        return new UserInfo(wanted.User, groups) { Uid = wanted.Uid };
    }

    // The words of k8s.io/apiserver/pkg/endpoints/handlers/responsewriters.
    private void Require(UserInfo user, AccessAttributes access)
    {
        var decision = authorizer.Decide(user, access);
        if (decision.Allowed) return;
        var why = decision.Reason.Length == 0 ? "" : $": {decision.Reason}";
        if (access.Path is not null)
            throw ApiErrors.ForbiddenPath($"User \"{user.Name}\" cannot {access.Verb} path \"{access.Path}\"{why}");
        var resource = access.Subresource.Length == 0 ? access.Resource : $"{access.Resource}/{access.Subresource}";
        var where = access.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{access.Namespace}\"";
        throw ApiErrors.Forbidden(new ResourceKey(access.Group, access.Resource), access.Name,
            $"User \"{user.Name}\" cannot {access.Verb} resource \"{resource}\" in API group \"{access.Group}\" {where}{why}");
    }
}

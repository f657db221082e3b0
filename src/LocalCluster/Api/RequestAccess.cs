using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Api;

/// <summary>Who asks, and whether they may.</summary>
internal sealed class RequestAccess(IAuthenticator authenticator, IAuthorizer authorizer, UserInfo? anonymous)
{
    /// <summary>The user, if the request is allowed.</summary>
    public UserInfo Check(ApiRequest request, RequestInfo info)
    {
        var user = request.User ?? authenticator.Authenticate(request.Token) ?? (request.Token is null ? anonymous : null);
        if (user is null) throw ApiErrors.Unauthorized();
        var access = info.IsResource
            ? new AccessAttributes(info.Verb)
            {
                Group = info.Group,
                Resource = info.Resource,
                Subresource = info.Subresource,
                Namespace = info.Namespace,
                Name = info.Name,
            }
            : new AccessAttributes(info.Verb) { Path = info.Path };
        if (authorizer.Refusal(user, access) is { } why) throw Refuse(user, access, why);
        return user;
    }

    // The words of k8s.io/apiserver/pkg/endpoints/handlers/responsewriters.
    private static ApiException Refuse(UserInfo user, AccessAttributes access, string why)
    {
        if (access.Path is not null)
            return ApiErrors.ForbiddenPath(access.Path, $"User \"{user.Name}\" cannot {access.Verb} path");
        var resource = access.Subresource.Length == 0 ? access.Resource : $"{access.Resource}/{access.Subresource}";
        var where = access.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{access.Namespace}\"";
        var message = $"User \"{user.Name}\" cannot {access.Verb} resource \"{resource}\" in API group \"{access.Group}\" {where}";
        return ApiErrors.Forbidden(new ResourceKey(access.Group, access.Resource), access.Name, why.Length == 0 ? message : $"{message}: {why}");
    }
}

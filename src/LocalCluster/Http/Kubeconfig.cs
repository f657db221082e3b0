using System.Text;

namespace Modelwright.LocalCluster.Http;

/// <summary>The file that tells clients where the server is and who they are.</summary>
public static class Kubeconfig
{
    /// <summary>A kubeconfig with one context.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="token">The user's token.</param>
    /// <param name="authorityPem">The authority to trust; null for plain HTTP.</param>
    /// <param name="namespace">The namespace of commands that name none.</param>
    public static string Text(Uri server, string token, string? authorityPem, string @namespace = "default")
    {
        var authority = authorityPem is null
            ? ""
            : $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(authorityPem))}";
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: modelwright
              cluster:
                server: {server.ToString().TrimEnd('/')}{authority}
            users:
            - name: modelwright-admin
              user:
                token: {token}
            contexts:
            - name: modelwright
              context:
                cluster: modelwright
                user: modelwright-admin
                namespace: {@namespace}
            current-context: modelwright

            """;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Modelwright.Bench.Router;

/// <summary>The proxies that are compared, each before the same backend, with as many threads as there are processors.</summary>
public static class Contenders
{
    /// <summary>Modelwright's router in its real program, with one route.</summary>
    /// <param name="backend">What it stands before.</param>
    /// <param name="other">Another build of it (its DLL), or settings <c>NAME=VALUE,…</c> for this one.</param>
    public static async Task<ChildProgram> StartRouterAsync(Uri backend, string? other = null)
    {
        var folder = Directory.CreateTempSubdirectory("modelwright-bench-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "m.json"),
            $$"""
            {"model":"m","revision":1,"hosts":["m"],
             "backends":[{"revision":"m-1","address":"{{backend.GetLeftPart(UriPartial.Authority)}}","weight":100}]}
            """);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var settings = other is not null && other.Contains('=') ? other : null;
        var program = settings is null ? other : null;
        return await ChildProgram.StartAsync("dotnet", [program ?? Path.Combine(AppContext.BaseDirectory, "Modelwright.Router.dll")],
            new Dictionary<string, string>
            {
                ["MODELWRIGHT_NAMESPACE"] = "bench",
                ["MODELWRIGHT_ROUTER_PUBLIC_KEY"] = key.ExportSubjectPublicKeyInfoPem(),
                ["MODELWRIGHT_BIND_ADDRESS"] = "127.0.0.1",
                ["MODELWRIGHT_HTTP_PORT"] = "0",
                ["MODELWRIGHT_ADMIN_PORT"] = "0",
                ["MODELWRIGHT_ROUTES_DIR"] = folder,
            }.Concat(Settings(settings)).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value), folder);
    }

    /// <summary>nginx with keep-alive on both sides and without a log, or null where there is none.</summary>
    public static Task<ChildProgram>? StartNginx(Uri backend) => Find("nginx") is { } program ? StartNginxAsync(program, backend) : null;

    /// <summary>HAProxy with keep-alive on both sides and without a log, or null where there is none.</summary>
    public static Task<ChildProgram>? StartHaproxy(Uri backend) =>
        Find("haproxy") is { } program ? StartHaproxyAsync(program, backend) : null;

    private static async Task<ChildProgram> StartNginxAsync(string program, Uri backend)
    {
        var (folder, url) = (Directory.CreateTempSubdirectory("modelwright-bench-").FullName, FreeUrl());
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file,
            $$"""
            daemon off;
            worker_processes auto;
            pid {{folder}}/nginx.pid;
            error_log stderr error;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              keepalive_requests 1000000000;
              upstream backend {
                server {{backend.Authority}};
                keepalive 256;
                keepalive_requests 1000000000;
              }
              server {
                listen {{url.Authority}};
                location / {
                  proxy_pass http://backend;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header Host $host;
                }
              }
            }
            """);
        return await ChildProgram.StartSilentAsync(program, ["-p", folder, "-e", "stderr", "-c", file], url, folder);
    }

    private static async Task<ChildProgram> StartHaproxyAsync(string program, Uri backend)
    {
        var (folder, url) = (Directory.CreateTempSubdirectory("modelwright-bench-").FullName, FreeUrl());
        var file = Path.Combine(folder, "haproxy.cfg");
        await File.WriteAllTextAsync(file,
            $"""
            global
              maxconn 4096
            defaults
              mode http
              timeout connect 5s
              timeout client 30s
              timeout server 30s
              http-reuse always
            listen proxy
              bind {url.Authority}
              server backend {backend.Authority}

            """);
        return await ChildProgram.StartSilentAsync(program, ["-db", "-q", "-f", file], url, folder);
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2))
        .Select(pair => KeyValuePair.Create(pair[0], pair[1]));

    // Debian keeps servers where not everybody's PATH looks.
    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/local/sbin", "/usr/sbin"])
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static Uri FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}

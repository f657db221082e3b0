using System.Net;

namespace Modelwright.Bench.Router;

/// <summary>A model server without a model: reads the request, answers a fixed prediction.</summary>
public static class EchoBackend
{
    private static readonly byte[] Answer =
        """{"model_name":"m","model_version":"1","outputs":[{"name":"p","datatype":"FP32","shape":[1,3],"data":[0.1,0.2,0.7]}]}"""u8.ToArray();

    /// <summary>Serves on a free loopback port, printed first, until the process is killed.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        await using var app = builder.Build();
        app.Run(async context =>
        {
            var buffer = new byte[4_096];
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) > 0)
            {
            }

            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Answer.Length;
            await context.Response.Body.WriteAsync(Answer, context.RequestAborted);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }
}

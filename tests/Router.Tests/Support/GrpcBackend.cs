using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Modelwright.Router.Tests.Protos;

namespace Modelwright.Router.Tests.Support;

/// <summary>A gRPC server as Grpc.AspNetCore makes it, over cleartext HTTP/2. Every answer has the revision as its model version.</summary>
public sealed class GrpcBackend : IAsyncDisposable
{
    private readonly WebApplication app;
    private int breaks;

    private GrpcBackend(string revision, float value)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        (Revision, Value) = (revision, value);
        app = builder.Build();
        app.MapGrpcService<Service>();
    }

    public string Revision { get; }

    /// <summary>The output's value.</summary>
    public float Value { get; }

    /// <summary>The calls that said that they are copies.</summary>
    public int Copies { get; private set; }

    public Uri Url { get; private set; } = null!;

    public static async Task<GrpcBackend> StartAsync(string revision, float value = 0.5f)
    {
        var backend = new GrpcBackend(revision, value);
        await backend.app.StartAsync(TestContext.Current.CancellationToken);
        backend.Url = new Uri(backend.app.Urls.First());
        return backend;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private InferOutputTensor Output() => new()
    {
        Name = "p",
        Datatype = "FP32",
        Shape = { 1 },
        Contents = new() { Fp32Contents = { Value } },
    };

    private sealed class Service(GrpcBackend backend) : GRPCInferenceService.GRPCInferenceServiceBase
    {
        public override async Task<ModelInferResponse> ModelInfer(ModelInferRequest request, ServerCallContext context)
        {
            if (request.Id == "break" && Interlocked.Increment(ref backend.breaks) % 2 == 1)
            {
                await context.WriteResponseHeadersAsync([]);
                context.GetHttpContext().Abort();
            }

            if (context.RequestHeaders.GetValue("modelwright-shadow") == "true") lock (backend) backend.Copies++;
            return request.Id == "fail"
                ? throw new RpcException(new Status(StatusCode.Internal, "asked to"))
                : Answer(request);
        }

        public override async Task ModelStreamInfer(IAsyncStreamReader<ModelInferRequest> requests,
            IServerStreamWriter<ModelInferResponse> answers, ServerCallContext context)
        {
            await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
                await answers.WriteAsync(Answer(request), context.CancellationToken);
        }

        private ModelInferResponse Answer(ModelInferRequest request) => new()
        {
            ModelName = request.ModelName,
            ModelVersion = backend.Revision,
            Id = request.Id,
            Outputs = { backend.Output() },
        };
    }
}

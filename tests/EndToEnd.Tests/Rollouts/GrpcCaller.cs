using Grpc.Core;
using Grpc.Net.Client;
using Modelwright.Router.Tests.Protos;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>The protocol's gRPC call, by .NET's own gRPC client and without its retries.</summary>
internal sealed class GrpcCaller : ICaller
{
    private readonly GrpcChannel channel;
    private readonly GRPCInferenceService.GRPCInferenceServiceClient client;
    private readonly string model;

    public GrpcCaller(Uri url, string model)
    {
        this.model = model;
        channel = GrpcChannel.ForAddress(url, new GrpcChannelOptions
        {
            HttpHandler = new HostHandler($"{model}.default.svc", new SocketsHttpHandler { UseProxy = false }),
            DisposeHttpClient = true,
            MaxRetryAttempts = 1,
        });
        client = new(channel);
    }

    public string Protocol => "gRPC";

    public async Task<(string? Revision, string? Failure)> AskAsync()
    {
        try
        {
            using var call = client.ModelInferAsync(new() { ModelName = model, Id = "1" }, deadline: DateTime.UtcNow.AddSeconds(20));
            var answer = await call;
            var revision = (await call.ResponseHeadersAsync).GetValue(HttpCaller.RevisionHeader);
            return answer.ModelName == model ? (revision ?? "nobody", null) : (null, $"an answer of {answer.ModelName}");
        }
        catch (RpcException error)
        {
            return (null, error.Status.ToString());
        }
    }

    public void Dispose() => channel.Dispose();

    /// <summary>
    /// Inside a cluster the Service's name is in the address; from outside the router learns the Model from the host header.
    /// </summary>
    private sealed class HostHandler(string host, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Host = host;
            return base.SendAsync(request, cancellationToken);
        }
    }
}

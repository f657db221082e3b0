using Grpc.Core;
using Modelwright.Router.Tests.Protos;

namespace Modelwright.FaultyServer;

/// <summary>The protocol's gRPC call, for rollouts under gRPC traffic.</summary>
internal sealed class GrpcInference : GRPCInferenceService.GRPCInferenceServiceBase
{
    /// <inheritdoc />
    public override Task<ModelInferResponse> ModelInfer(ModelInferRequest request, ServerCallContext context) =>
        Task.FromResult(new ModelInferResponse { ModelName = request.ModelName, Id = request.Id });
}

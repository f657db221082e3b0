using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Tables;

/// <summary>Chooses the form of an answer from the Accept header.</summary>
internal static class Negotiation
{
    /// <summary>The writer for the first form that the client lists and the server has.</summary>
    /// <exception cref="ApiException">406: there is none.</exception>
    public static ObjectEncoder Encoder(ResourceDefinition resource, ApiRequest request, QueryParameters query, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(request.Accept)) return new ObjectEncoder(resource);
        foreach (var choice in request.Accept.Split(','))
        {
            var parts = choice.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "*/*" or "application/*")) continue;
            switch (parts.FirstOrDefault(part => part.StartsWith("as=", StringComparison.Ordinal)))
            {
                case null:
                    return new ObjectEncoder(resource);
                case "as=Table" when parts.Contains("v=v1"):
                    return new TableEncoder(resource, query["includeObject"], clock);
                case "as=PartialObjectMetadata" or "as=PartialObjectMetadataList" when parts.Contains("v=v1"):
                    return new MetadataEncoder(resource);
            }
        }

        throw ApiErrors.NotAcceptable("application/json");
    }
}

using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>An object of Amazon S3 or of a store that speaks its protocol.</summary>
public sealed class S3Source(ArtifactUri uri, ArtifactUriRules rules, FetchPolicy policy, S3Credentials credentials, NetworkOptions network)
    : IArtifactSource
{
    private const string DefaultRegion = "us-east-1";

    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    public async Task<ArtifactContent> OpenAsync(CancellationToken cancellation)
    {
        var client = new AmazonS3Client(Keys(), Configuration());
        try
        {
            var request = new GetObjectRequest { BucketName = uri.Host, Key = uri.Path };
            var response = await client.GetObjectAsync(request, cancellation);
            return new ArtifactContent(response.ResponseStream, response.ContentLength, client);
        }
        catch (Exception e)
        {
            client.Dispose();
            if (Failure(e) is { } failure) throw failure;
            throw;
        }
    }

    private AmazonS3Config Configuration()
    {
        var configuration = new AmazonS3Config
        {
            HttpClientFactory = new GuardedClientFactory(rules, policy, network),
            MaxErrorRetry = 0,
            ThrottleRetries = false,
            AllowAutoRedirect = false,
        };
        if (credentials.Endpoint is { } endpoint)
        {
            if (!System.Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
                throw new FetchException(FetchReason.Failed, $"AWS_ENDPOINT_URL_S3 is '{endpoint}', not an http or https address");
            configuration.ServiceURL = endpoint;
            configuration.ForcePathStyle = true;
            configuration.AuthenticationRegion = credentials.Region ?? DefaultRegion;
        }
        else
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(credentials.Region ?? DefaultRegion);
        }

        return configuration;
    }

    // Named keys or none: the SDK's own search would ask the node's metadata service.
    private AWSCredentials Keys() => credentials switch
    {
        { AccessKey: { } id, SecretKey: { } secret, SessionToken: { } token } => new SessionAWSCredentials(id, secret, token),
        { AccessKey: { } id, SecretKey: { } secret } => new BasicAWSCredentials(id, secret),
        _ => new AnonymousAWSCredentials(),
    };

    private FetchException? Failure(Exception exception) => exception switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => new(FetchReason.NotFound, $"{uri}: there is no bucket '{uri.Host}'", exception),
        AmazonS3Exception { ErrorCode: "NoSuchKey" } => new(FetchReason.NotFound, $"{uri}: there is no such object", exception),
        AmazonS3Exception { StatusCode: HttpStatusCode.MovedPermanently } => new(FetchReason.Failed,
            $"{uri}: the bucket is in another region than '{credentials.Region ?? DefaultRegion}'; set AWS_REGION", exception),
        AmazonS3Exception { StatusCode: not 0 } e => WithCode(HttpFailure.Of(e.StatusCode, uri), e),
        _ => HttpFailure.Of(exception, uri) ?? (exception is AmazonClientException
            ? FetchException.Transient($"{uri} cannot be read: {exception.Message}", exception)
            : null),
    };

    private static FetchException WithCode(FetchException failure, AmazonS3Exception e) => failure.IsTransient
        ? FetchException.Transient($"{failure.Message} ({e.ErrorCode})", e)
        : new FetchException(failure.Reason, $"{failure.Message} ({e.ErrorCode})", e);

    private sealed class GuardedClientFactory(ArtifactUriRules rules, FetchPolicy policy, NetworkOptions network) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(GuardedHandler.Create(rules, policy, network)) { Timeout = Timeout.InfiniteTimeSpan };

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}

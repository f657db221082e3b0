using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Network;

/// <summary>How an S3 store is reached, and what its errors mean.</summary>
internal sealed class S3Access(ArtifactUriRules rules, FetchPolicy policy, S3Credentials credentials, NetworkOptions network)
{
    private const string DefaultRegion = "us-east-1";

    /// <summary>A client that connects only where a model may come from, and leaves repeating to its user.</summary>
    public AmazonS3Client Connect() => new(Keys(), Configuration());

    /// <summary>The failure that an exception stands for, or null when it is not the store's.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="uri">What was asked for.</param>
    /// <param name="verb">The end of "cannot be …": read or written.</param>
    public FetchException? Failure(Exception exception, ArtifactUri uri, string verb) => exception switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => new(FetchReason.NotFound, $"{uri}: there is no bucket '{uri.Host}'", exception),
        AmazonS3Exception { ErrorCode: "NoSuchKey" } => new(FetchReason.NotFound, $"{uri}: there is no such object", exception),
        AmazonS3Exception { StatusCode: HttpStatusCode.MovedPermanently } => new(FetchReason.Failed,
            $"{uri}: the bucket is in another region than '{credentials.Region ?? DefaultRegion}'; set AWS_REGION", exception),
        AmazonS3Exception { StatusCode: not 0 } e => WithCode(HttpFailure.Of(e.StatusCode, uri), e),
        _ => HttpFailure.Of(exception, uri) ?? (exception is AmazonClientException
            ? FetchException.Transient($"{uri} cannot be {verb}: {exception.Message}", exception)
            : null),
    };

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
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
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

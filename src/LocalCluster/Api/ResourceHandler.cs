using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api.Reviews;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Patching;
using Modelwright.LocalCluster.Tables;
using Modelwright.LocalCluster.Watching;

namespace Modelwright.LocalCluster.Api;

/// <summary>Answers requests for resources.</summary>
internal sealed class ResourceHandler(
    ApiMachinery machinery, ObjectWriter writer, Subresources subresources, ObjectRemover remover, WatchHub watches,
    SpecialSubresources special, ReviewHandler reviews)
{
    private readonly ObjectReader _reader = new(machinery);
    private readonly WatchOpener _watcher = new(machinery, watches);

    public ApiResponse Handle(ApiRequest request, RequestInfo info, QueryParameters query, UserInfo user)
    {
        var resource = machinery.Registry.Find(new ResourceId(info.Group, info.Version, info.Resource)) ?? throw ApiErrors.UnknownPath();
        if (resource.Namespaced && info.Name.Length > 0 && info.Namespace.Length == 0) throw ApiErrors.UnknownPath();
        if (!resource.Namespaced && info.Namespace.Length > 0 && info.Resource != "namespaces") throw ApiErrors.UnknownPath();
        if (info.Subresource.Length > 0 && special.Find(resource, info) is { } handle) return handle(request, info, query, user);
        if (!Subresources.Exists(resource, info.Subresource)) throw ApiErrors.UnknownPath();
        if (info.Subresource.Length == 0 && !resource.Verbs.Contains(info.Verb)) throw ApiErrors.MethodNotAllowed();
        if (info.Verb == "create" && reviews.Answer(request, resource, info, query, user) is { } answer) return answer;
        var target = new WriteTarget(resource, resource.Namespaced ? info.Namespace : "", info.Name, info.Subresource);
        return info.Verb switch
        {
            "get" => Get(request, target, query),
            "list" => List(request, target, query),
            "watch" => _watcher.Open(request, target, query),
            "create" when info.Name.Length == 0 => Create(request, target, query),
            "update" when info.Name.Length > 0 => Update(request, target, query),
            "patch" when info.Name.Length > 0 => Patch(request, target, query),
            "delete" when info.Subresource.Length == 0 => Delete(request, target, query),
            "deletecollection" when info.Subresource.Length == 0 => DeleteCollection(request, target, query),
            _ => throw ApiErrors.MethodNotAllowed(),
        };
    }

    private ApiResponse Get(ApiRequest request, WriteTarget target, QueryParameters query)
    {
        var stored = _reader.Get(target.Resource, target.Namespace, target.Name, request.AsOfRevision);
        if (target.Subresource == "scale") return ApiResponse.Of(Subresources.View(target, ObjectViews.View(target.Resource, stored)));
        return new ApiResponse { Body = Encoder(request, target, query).Encode(stored) };
    }

    private ApiResponse List(ApiRequest request, WriteTarget target, QueryParameters query)
    {
        var page = _reader.List(target.Resource, target.Namespace, ListQuery.Of(query, target.Resource), request.AsOfRevision);
        return new ApiResponse { Body = Encoder(request, target, query).EncodeList(page) };
    }

    private ApiResponse Create(ApiRequest request, WriteTarget target, QueryParameters query)
    {
        if (target.Resource.Namespaced && target.Namespace.Length == 0)
            throw ApiErrors.BadRequest("an empty namespace may not be set during creation");
        var options = WriteOptions.Of(query, request.UserAgent);
        var result = writer.Create(target.Resource, target.Namespace, RequestBody.ReadObject(request, options.Duplicates), options);
        return Answer(request, target, query, result, options);
    }

    private ApiResponse Update(ApiRequest request, WriteTarget target, QueryParameters query)
    {
        var options = WriteOptions.Of(query, request.UserAgent);
        var body = RequestBody.ReadObject(request, options.Duplicates);
        return Answer(request, target, query, subresources.Update(target, _ => body, options, requireRevision: true), options);
    }

    private ApiResponse Patch(ApiRequest request, WriteTarget target, QueryParameters query)
    {
        var options = WriteOptions.Of(query, request.UserAgent);
        var apply = RequestBody.MediaType(request) == Patches.Apply;
        Patches.CheckOptions(apply, query);
        if (apply)
        {
            if (target.Subresource is not ("" or "status"))
                throw ApiErrors.UnsupportedMediaType($"{target.Subresource} takes no apply patches");
            var body = RequestBody.Yaml(request.Body, options.Duplicates) as JsonObject
                ?? throw ApiErrors.BadRequest("the body of the request is not an object");
            return Answer(request, target, query, writer.Apply(target, body, options), options);
        }

        return Answer(request, target, query,
            subresources.Update(target, Patches.Read(request, target.Resource, options.Duplicates), options), options);
    }

    private ApiResponse Delete(ApiRequest request, WriteTarget target, QueryParameters query)
    {
        var (options, warnings) = DeletionOf(request, target, query);
        var (last, gone) = remover.Delete(target, options);
        if (!gone) return ApiResponse.Of(last).WithWarnings(warnings);
        var details = new JsonObject { ["name"] = target.Name };
        if (target.Resource.Id.Group.Length > 0) details["group"] = target.Resource.Id.Group;
        details["kind"] = target.Resource.Id.Plural;
        details["uid"] = last.Text("metadata", "uid");
        return ApiResponse.Of(new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        }).WithWarnings(warnings);
    }

    private static (DeleteOptions Options, string[] Warnings) DeletionOf(ApiRequest request, WriteTarget target, QueryParameters query)
    {
        var options = DeleteOptions.Of(request.Body.IsEmpty ? null : RequestBody.Read(request), query);
        return options.PropagationPolicy is null && target.Resource.Rules.DefaultPropagation is { } fallback
            ? (options with { PropagationPolicy = fallback.Policy }, [fallback.Warning])
            : (options, []);
    }

    private ApiResponse DeleteCollection(ApiRequest request, WriteTarget target, QueryParameters query)
    {
        if (target.Resource.Namespaced && target.Namespace.Length == 0) throw ApiErrors.MethodNotAllowed();
        var (options, warnings) = DeletionOf(request, target, query);
        var page = _reader.List(target.Resource, target.Namespace, ListQuery.Of(query, target.Resource));
        foreach (var stored in page.Items) remover.DeleteIfPresent(target with { Name = stored.Json.Text("metadata", "name")! }, options);
        return new ApiResponse { Body = Encoder(request, target, query).EncodeList(page) }.WithWarnings(warnings);
    }

    private ApiResponse Answer(ApiRequest request, WriteTarget target, QueryParameters query, WriteResult result, WriteOptions options)
    {
        var encoder = Encoder(request, target, query);
        var body = target.Subresource == "scale" ? JsonText.Write(Subresources.View(target, result.View))
            : result.Stored is { } stored && target.Resource.ApiVersion == target.Resource.StorageApiVersion ? encoder.Encode(stored)
            : encoder.Encode(result.View);
        return new ApiResponse { Status = result.Created ? 201 : 200, Body = body }.WithWarnings(options.Warnings);
    }

    private ObjectEncoder Encoder(ApiRequest request, WriteTarget target, QueryParameters query) =>
        Negotiation.Encoder(target.Resource, request, query, machinery.Options.Clock);
}

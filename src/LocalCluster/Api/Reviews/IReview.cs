using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>A kind that is asked, not stored: a POST is answered with the same object and its status.</summary>
internal interface IReview
{
    /// <summary>The status.</summary>
    JsonObject Answer(JsonObject review, string @namespace, UserInfo asker);
}

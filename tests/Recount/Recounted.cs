using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <summary>An independent count of everything played, as seen by one kind of reader.</summary>
internal sealed partial class Recounted
{
    public Recounted(PlayedHistory history, bool withPii)
    {
        Now = history.Now;
        All = [.. history.Conversations.Select(expected => new RecountedConversation(expected, withPii, history.Now))];
        Listed = [.. All.Where(static one => one.Expected.Environment != ConversationEnvironment.Debug)];
    }

    private Recounted(Recounted all, string agent)
    {
        Now = all.Now;
        All = [.. all.All.Where(one => string.Equals(one.Expected.Agent, agent, StringComparison.Ordinal))];
        Listed = [.. all.Listed.Where(one => string.Equals(one.Expected.Agent, agent, StringComparison.Ordinal))];
    }

    public DateTimeOffset Now { get; }

    /// <summary>The conversations of all environments.</summary>
    public IReadOnlyList<RecountedConversation> All { get; }

    /// <summary>The conversations in lists and statistics by default: all except debug.</summary>
    public IReadOnlyList<RecountedConversation> Listed { get; }

    /// <summary>The conversations of an agent.</summary>
    public Recounted Of(string agent) => new(this, agent);

    /// <summary>A list whose order is not compared.</summary>
    public static JsonArray Unordered(IEnumerable<JsonNode?> items) => new([.. items.OrderBy(static item => item?.ToJsonString(), StringComparer.Ordinal)]);

    /// <summary>The facets of a list.</summary>
    /// <param name="conversations">The list.</param>
    public static JsonObject Facets(IReadOnlyList<RecountedConversation> conversations)
    {
        var problems = new JsonObject();
        foreach (string kind in RecountedConversation.ProblemKinds)
        {
            problems[kind] = conversations.Count(one => one.Problems(kind) > 0);
        }

        return new JsonObject
        {
            ["counted"] = conversations.Count,
            ["is_complete"] = true,
            ["agents"] = Facet(conversations, static expected => [expected.Agent]),
            ["functions"] = Facet(conversations, static expected => expected.Calls.Select(static call => call.Name)),
            ["channels"] = Facet(conversations, static expected => [expected.Channel]),
            ["variants"] = Facet(conversations, static expected => [expected.Variant]),
            ["labels"] = Facet(conversations, static expected => expected.Labels.Select(static label => label.Label)),
            ["assignees"] = Facet(conversations, static expected => [expected.AssignedTo]),
            ["problems"] = problems,
            ["ratings"] = new JsonObject
            {
                ["like"] = conversations.Count(static one => one.Expected.Ratings.Exists(static rating => rating.Rating == FeedbackRating.Like)),
                ["dislike"] = conversations.Count(static one => one.Expected.Ratings.Exists(static rating => rating.Rating == FeedbackRating.Dislike)),
            },
        };
    }

    // Most frequent first, then by name.
    private static JsonArray Facet(IReadOnlyList<RecountedConversation> conversations, Func<ExpectedConversation, IEnumerable<string?>> valuesOf)
        => new([.. conversations.SelectMany(one => valuesOf(one.Expected).OfType<string>().Distinct(StringComparer.Ordinal))
            .GroupBy(static value => value, StringComparer.Ordinal)
            .OrderByDescending(static value => value.Count()).ThenBy(static value => value.Key, StringComparer.Ordinal)
            .Select(static value => new JsonObject { ["value"] = value.Key, ["conversations"] = value.Count() })]);
}

using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>The newer list: the conversations of a project, each with its turns.</summary>
internal sealed class ProjectRoutes(ConversationReader conversations) : ICompatibleRoutes
{
    private const int AtFirst = 10;
    private const int Overhead = 256;

    // The approximate size in memory. The conversation that reaches it is the last in the response.
    private const long LargestAnswer = 8 << 20;

    public const string List = "/v3/{account_id}/{project_id}/conversations";

    /// <summary>The path of the list for clients of its first version.</summary>
    public const string FirstList = "/v1/{account_id}/{project_id}/conversations";

    private static readonly PathText s_account = new("account_id", "The account.", FromEnd: 3) { Example = "PLATFORM" };
    private static readonly PathText s_project = new("project_id", "The project.", FromEnd: 2) { Example = "bookings" };
    private static readonly TextValue s_queryType =
        new("query_type",
        "How to search: transcript, for words in messages and logs. Requires query. Semantic search is not supported.") { Example = "transcript" };
    private static readonly TextValue s_query =
        new("query", "The text to search for. Without start_time, the last 7 days are searched.") { Example = "refund" };
    private static readonly TextValue s_sample = new("sample", "Random samples are not supported; the parameter is rejected.");
    private static readonly TextValues s_channel = new("channel", "The channel; can be repeated, also as channel[].", Most: 20) { Example = "webchat" };
    private static readonly TimeValue s_from = new("start_time", "Active at or after this time.") { Example = "2026-11-01T00:00:00Z" };
    private static readonly TimeValue s_to = new("end_time", "Started before this time.") { Example = "2026-12-01T00:00:00Z" };
    private static readonly IntegerValue s_limit = new("limit", "The maximum number to return; default 50.", Least: 1, Most: 1_000) { Example = "50" };
    private static readonly IntegerValue s_offset =
        new("offset", "The number to skip; default 0. The cost grows with the number; prefer cursor.", Least: 0, Most: 1_000_000) { Example = "0" };
    private static readonly TextValue s_cursor = new("cursor", "Continues where the previous page ended; takes precedence over offset.", Longest: 4_096);
    private static readonly FlagValue s_inProgress = new("in_progress", "Only conversations in progress, or only those that have ended.") { Example = "false" };
    private static readonly TextValue s_variantId = new("variant_id", "The variant.") { Example = "b" };
    private static readonly TextValue s_variantName =
        new("variant_name", "The variant. In ConvLog the ID and the name of a variant are the same.") { Example = "b" };

    private static readonly ChoiceValue<ConversationEnvironment> s_environment = new(
        "client_env",
        "The environment; default live.",
        [("sandbox", ConversationEnvironment.Sandbox), ("pre-release", ConversationEnvironment.PreRelease), ("live", ConversationEnvironment.Live)])
    {
        Example = "live",
    };

    public IEnumerable<ApiRoute> Routes =>
    [
        Listing(List, "listProjectConversations", "The conversations of a project with their turns, newest first, in the shape of the newer compatible list."),
        Listing(FirstList, "listConversationsOfProject", "The same list as /v3/{account_id}/{project_id}/conversations, for clients of its first version."),
    ];

    private ApiRoute Listing(string path, string operation, string summary)
        => new(HttpMethods.Get, path, ConvLogPermissions.Read, ListAsync)
        {
            Base = "",
            OperationId = operation,
            Summary = summary,
            Description =
                "An unknown project has none. A page can have fewer conversations than limit and still have a cursor: if in_progress, variant_id or several "
                + "channels exclude many, or if the conversations are long (a page has about 8 MiB).",
            Cost = ApiCost.Search,
            Parameters = [s_account, s_project, s_queryType, s_query, s_sample, s_channel, s_environment, s_from, s_to, s_limit, s_offset, s_cursor,
                s_inProgress, s_variantId, s_variantName],
            ResponseContent = new ApiContent("ProjectConversationList", """{"conversations":[],"cursor":null}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        };

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        (int limit, int offset, string? given) = ((int)(s_limit.Read(call) ?? 50), (int)(s_offset.Read(call) ?? 0), s_cursor.Read(call));
        var list = new ProjectList(conversations, call) { Query = QueryOf(call), Channels = s_channel.Read(call), InProgress = s_inProgress.Read(call),
            VariantId = VariantOf(call) };

        List<ConversationView> whole = [];
        (string? cursor, int listed, int toSkip, long size) = (given, 0, 0, 0);
        bool isFull;
        do
        {
            // The number that probably still fits, by the average size so far: each part costs a search.
            int room = listed == 0 ? AtFirst : (int)Math.Clamp((LargestAnswer - size) / Math.Max(size / listed, Overhead), AtFirst, limit);
            int atMost = Math.Min(room, limit - listed);
            var part = await list.ReadAsync(atMost, offset, cursor).ConfigureAwait(false);
            int read = 0;
            while (read < part.Conversations.Count && size < LargestAnswer)
            {
                // A conversation that was erased after it was listed is omitted.
                string id = part.Conversations[read++].ConversationId;
                if (await conversations.GetTurnsAsync(call.Reader, id, call.Aborted).ConfigureAwait(false) is { } conversation)
                {
                    whole.Add(conversation);
                    size += SizeOf(conversation);
                }
            }

            isFull = part.Conversations.Count == atMost;
            if (read < part.Conversations.Count)
            {
                // List again up to the last conversation in the response, so that the next page begins after it.
                part = await list.ReadAsync(read, offset, cursor).ConfigureAwait(false);
            }

            toSkip += part.ToSkip;
            listed += read;
            cursor = part.Cursor;
        }
        while (isFull && cursor is not null && listed < limit && size < LargestAnswer);

        // A client that pages by cursor gets no offset, which would be relative to another position.
        int? nextOffset = cursor is not null && given is null && toSkip == 0 ? offset + listed : null;
        return CompatibleJson.Ok(call, json => ConversationJson.WriteProjectList(json, whole, nextOffset, cursor));
    }

    // The approximate size in memory and in the response: the texts and a fixed overhead.
    private static long SizeOf(ConversationView conversation)
        => Overhead + conversation.Turns.Sum(static turn => Overhead + 2L * (turn.UserInput.Text.Length + turn.AgentResponse.Text.Length));

    private static ConversationQuery QueryOf(ApiCall call)
    {
        string? type = s_queryType.Read(call);
        string? text = s_query.Read(call);
        if (type is not (null or "transcript"))
        {
            throw ApiProblemException.Invalid(s_queryType.Name,
                string.Equals(type, "semantic", StringComparison.Ordinal)
                ? "query_type semantic is not supported; use transcript." : "query_type must be transcript.");
        }

        if ((type is null) != (text is null))
        {
            throw ApiProblemException.Invalid(text is null ? s_query.Name : s_queryType.Name, "query and query_type must be used together.");
        }

        if (s_sample.Read(call) is not null)
        {
            throw ApiProblemException.Invalid(s_sample.Name, "sample is not supported; use a time range instead.");
        }

        return new ConversationQuery
        {
            AccountId = s_account.Read(call),
            ProjectId = s_project.Read(call),
            Environment = s_environment.Read(call) ?? ConversationEnvironment.Live,
            Text = text,
            From = s_from.Read(call),
            To = s_to.Read(call),
        };
    }

    private static string? VariantOf(ApiCall call)
    {
        string? id = s_variantId.Read(call);
        string? name = s_variantName.Read(call);
        return id is null || name is null
            ? id ?? name : throw ApiProblemException.Invalid(s_variantName.Name, "variant_id and variant_name cannot be given together.");
    }
}

using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>The newer list: the conversations of a project, each with its turns.</summary>
internal sealed class ProjectRoutes(ConversationReader conversations) : ICompatibleRoutes
{
    private const int AtOnce = 10;
    private const int Overhead = 256;

    // In memory, roughly: an answer ends with the conversation that reaches it.
    private const long LargestAnswer = 8 << 20;

    private static readonly PathText s_account = new("account_id", "The account.", FromEnd: 3) { Example = "PLATFORM" };
    private static readonly PathText s_project = new("project_id", "The project.", FromEnd: 2) { Example = "bookings" };
    private static readonly TextValue s_queryType = new("query_type", "How to search: transcript, for words that were said or logged. Needs query. There is no search by meaning here.") { Example = "transcript" };
    private static readonly TextValue s_query = new("query", "The text to search for. Without start_time it searches the last seven days.") { Example = "refund" };
    private static readonly TextValue s_sample = new("sample", "Random samples are not offered here: refused where it is given.");
    private static readonly TextValues s_channel = new("channel", "The channel; may be given several times, and as channel[].", Most: 20) { Example = "webchat" };
    private static readonly TimeValue s_from = new("start_time", "In progress at or after this time.") { Example = "2026-11-01T00:00:00Z" };
    private static readonly TimeValue s_to = new("end_time", "In progress before this time.") { Example = "2026-12-01T00:00:00Z" };
    private static readonly IntegerValue s_limit = new("limit", "At most so many; default 50.", Least: 1, Most: 1_000) { Example = "50" };
    private static readonly IntegerValue s_offset = new("offset", "Leaves out so many; default 0. Costs time in proportion: go on by cursor.", Least: 0, Most: 1_000_000) { Example = "0" };
    private static readonly TextValue s_cursor = new("cursor", "Goes on where an earlier part ended; wins over offset.", Longest: 4_096);
    private static readonly FlagValue s_inProgress = new("in_progress", "Only those in progress, or only those that are not.") { Example = "false" };
    private static readonly TextValue s_variantId = new("variant_id", "The variant.") { Example = "b" };
    private static readonly TextValue s_variantName = new("variant_name", "The variant. ConvLog knows a variant by one word, which is both.") { Example = "b" };

    private static readonly ChoiceValue<ConversationEnvironment> s_environment = new(
        "client_env",
        "Where the agent ran; default live.",
        [("sandbox", ConversationEnvironment.Sandbox), ("pre-release", ConversationEnvironment.PreRelease), ("live", ConversationEnvironment.Live)])
    {
        Example = "live",
    };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/v3/{account_id}/{project_id}/conversations", ConvLogPermissions.Read, ListAsync)
        {
            Base = "",
            OperationId = "list_project_conversations",
            Summary = "The conversations of a project with their turns, newest first, in the shape of the newer compatible list.",
            Description = "A project that nobody knows has none. Where in_progress, variant_id or several channels leave much out, a part may hold fewer than limit and a cursor all the same; so it does where the conversations are long, of which it holds about 8 MiB.",
            Cost = ApiCost.Search,
            Parameters = [s_account, s_project, s_queryType, s_query, s_sample, s_channel, s_environment, s_from, s_to, s_limit, s_offset, s_cursor, s_inProgress, s_variantId, s_variantName],
            Gives = new ApiContent("ProjectConversationList", """{"conversations":[],"cursor":null}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
    ];

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        (int limit, int offset, string? given) = ((int)(s_limit.Read(call) ?? 50), (int)(s_offset.Read(call) ?? 0), s_cursor.Read(call));
        var list = new ProjectList(conversations, call) { Query = QueryOf(call), Channels = s_channel.Read(call), InProgress = s_inProgress.Read(call), VariantId = VariantOf(call) };

        // A few at once: what no longer goes into the answer is not read either, and the cursor stands behind the last one that does.
        List<ConversationView> whole = [];
        (string? cursor, int listed, int toSkip, long size) = (given, 0, 0, 0);
        bool isFull;
        do
        {
            int atMost = Math.Min(AtOnce, limit - listed);
            var part = await list.ReadAsync(atMost, offset, cursor).ConfigureAwait(false);
            foreach (var summary in part.Conversations)
            {
                // One that was erased since it was listed is left out.
                if (await conversations.GetTurnsAsync(call.Reader, summary.ConversationId, call.Aborted).ConfigureAwait(false) is { } conversation)
                {
                    whole.Add(conversation);
                    size += SizeOf(conversation);
                }
            }

            toSkip += part.ToSkip;
            listed += part.Conversations.Count;
            cursor = part.Cursor;
            isFull = part.Conversations.Count == atMost;
        }
        while (isFull && cursor is not null && listed < limit && size < LargestAnswer);

        // Who goes on by cursor is told no offset: it would count from somewhere else.
        int? nextOffset = cursor is not null && given is null && toSkip == 0 ? offset + listed : null;
        return CompatibleJson.Ok(json => ConversationJson.WriteProjectList(json, whole, nextOffset, cursor));
    }

    // What it takes in memory and in the answer, roughly: its texts, and some for the rest.
    private static long SizeOf(ConversationView conversation) => Overhead + conversation.Turns.Sum(static turn => Overhead + 2L * (turn.UserInput.Text.Length + turn.AgentResponse.Text.Length));

    private static ConversationQuery QueryOf(ApiCall call)
    {
        string? type = s_queryType.Read(call);
        string? text = s_query.Read(call);
        if (type is not (null or "transcript"))
        {
            throw ApiProblemException.Invalid(s_queryType.Name, string.Equals(type, "semantic", StringComparison.Ordinal) ? "query_type semantic is not offered here; use transcript." : "query_type must be transcript.");
        }

        if ((type is null) != (text is null))
        {
            throw ApiProblemException.Invalid(text is null ? s_query.Name : s_queryType.Name, "query and query_type go together: give both or neither.");
        }

        if (s_sample.Read(call) is not null)
        {
            throw ApiProblemException.Invalid(s_sample.Name, "sample is not offered here; leave it out and take a time range.");
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
        return id is null || name is null ? id ?? name : throw ApiProblemException.Invalid(s_variantName.Name, "variant_id and variant_name cannot be given together.");
    }
}

using ConvLog.AspNetCore.Api.Export;
using ConvLog.AspNetCore.Api.Parameters;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Conversations as a file.</summary>
internal sealed class ExportRoutes(ConversationReader conversations) : IApiRoutes
{
    // How many conversations are in memory at once.
    private const int PageSize = 20;

    private static readonly ChoiceValue<bool> s_format = new("format", "jsonl, which is the default: one conversation a line, whole; csv: one turn a row.", [("jsonl", false), ("csv", true)]);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/export/conversations", ConvLogPermissions.Read, ExportAsync)
        {
            OperationId = "export_conversations",
            Cost = ApiCost.Export,
            Summary = "Conversations as a file, with ratings, comments and improved answers.",
            Description = "JSON Lines holds each conversation as GET /conversations/{id} gives it. CSV holds one turn a row, with the improved answer that was written last; a text that a spreadsheet "
                + "could take for a formula gets an apostrophe before it. The file is sent as it is read: where reading fails in the middle, the connection breaks off. "
                + "Where a search for q cannot be followed to its end it is refused: give a shorter time.",
            Parameters = [s_format, .. ConversationFilters.All],
            Gives = new ApiContent("Conversation", ReadExamples.Conversation, "application/x-ndjson"),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
    ];

    private async ValueTask<IResult> ExportAsync(ApiCall call)
    {
        IExportFormat format = s_format.Read(call) ?? false ? new TurnTable() : new JsonLines();
        var query = ConversationFilters.Read(call) with { Limit = PageSize };
        if (HttpMethods.IsHead(call.Context.Request.Method))
        {
            return new ExportHead(format);
        }

        // Read before the answer begins: what is wrong with it can still be told.
        var first = await conversations.ListWholeAsync(call.Reader, query, cancellationToken: call.Aborted).ConfigureAwait(false);
        return first.SearchStopped
            ? throw ApiProblemException.Invalid("q", "There is more of this text than a search looks through at once, so that the file would not be whole. Give a shorter time with from and to.")
            : new ExportResult(format, first, cursor => conversations.ListWholeAsync(call.Reader, query, cursor, call.Aborted));
    }
}

using ConvLog.AspNetCore.Api.Export;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Conversations and improved answers as files.</summary>
internal sealed class ExportRoutes(ConversationReader conversations) : IApiRoutes
{
    // How many conversations are in memory at once.
    private const int PageSize = 20;

    private static readonly ChoiceValue<bool> s_format = new("format", "jsonl, which is the default: one conversation a line, whole; csv: one turn a row.", [("jsonl", false), ("csv", true)]);
    private static readonly ChoiceValue<bool> s_annotationFormat = new("format", "jsonl, which is the default: one improved answer a line; csv: one a row.", [("jsonl", false), ("csv", true)]);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/export/conversations", ConvLogPermissions.Read, ExportAsync)
        {
            OperationId = "export_conversations",
            Cost = ApiCost.Export,
            Summary = "Conversations as a file, with ratings, comments and improved answers.",
            Description = "JSON Lines holds each conversation as GET /conversations/{id} gives it. CSV holds one turn a row, with the improved answer that was written last; a text that a spreadsheet "
                + "could take for a formula gets an apostrophe before it. The file is sent as it is read: where reading fails in the middle, the connection breaks off. "
                + "Where a search for q cannot be followed to its end it is refused: give a shorter time. "
                + $"The columns of CSV: {string.Join(", ", TurnTable.Columns)}.",
            Parameters = [s_format, .. ConversationFilters.All],
            Gives = new ApiContent("Conversation", ReadExamples.Conversation, "application/x-ndjson"),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Post, "/export/lookup", ConvLogPermissions.Read | ConvLogPermissions.ReadPii, ExportLookedUpAsync)
        {
            OperationId = "export_looked_up_conversations",
            Cost = ApiCost.Export,
            Summary = "The conversations of an end user, by id, or of a number, as a file.",
            Description = "As GET /export/conversations, with what is personal in the body, as in POST /lookup: what there is of someone who asks for it.",
            Parameters = [s_format, .. ConversationFilters.All],
            Takes = PersonalFilters.Content,
            Gives = new ApiContent("Conversation", ReadExamples.Conversation, "application/x-ndjson"),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Get, "/export/annotations", ConvLogPermissions.Read, AnnotationsAsync)
        {
            OperationId = "export_annotations",
            Cost = ApiCost.Export,
            Summary = "Improved answers as a file, each with its question and the answer it improves.",
            Description = "JSON Lines holds each as GET /annotations gives it. CSV begins with question, answer, improved_answer; a text that a spreadsheet could take for a formula gets an "
                + "apostrophe before it. from and to look at the conversations, not at when the improved answers were written. Readers without the permission get them masked. "
                + $"The columns of CSV: {string.Join(", ", AnnotationTable.Columns)}.",
            Parameters = [s_annotationFormat, .. ConversationFilters.OfWhom],
            Gives = new ApiContent("AnnotatedTurn", ReadExamples.AnnotatedTurn, "application/x-ndjson"),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
    ];

    private ValueTask<IResult> ExportAsync(ApiCall call) => SendAsync(call, Format(call), ConversationFilters.Read(call));

    private async ValueTask<IResult> ExportLookedUpAsync(ApiCall call) => await SendAsync(call, Format(call), await PersonalFilters.ReadAsync(call).ConfigureAwait(false)).ConfigureAwait(false);

    private static IExportFormat Format(ApiCall call) => s_format.Read(call) ?? false ? new TurnTable() : new JsonLines();

    private ValueTask<IResult> AnnotationsAsync(ApiCall call)
    {
        var query = ConversationFilters.ReadOfWhom(call) with { IsAnnotated = true };
        return SendAsync(call, s_annotationFormat.Read(call) ?? false ? new AnnotationTable() : new AnnotationLines(), query);
    }

    private async ValueTask<IResult> SendAsync(ApiCall call, IExportFormat format, ConversationQuery asked)
    {
        var query = asked with { Limit = PageSize };
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

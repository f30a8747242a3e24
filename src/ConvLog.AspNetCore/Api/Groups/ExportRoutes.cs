using ConvLog.AspNetCore.Api.Export;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Http;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Files of conversations and improved answers.</summary>
internal sealed class ExportRoutes(ExportFiles files) : IApiRoutes
{
    private static readonly ChoiceValue<bool> s_format =
        new("format", "jsonl (the default): one complete conversation per line; csv: one turn or one conversation per row, see rows.",
            [("jsonl", false), ("csv", true)]);

    private static readonly ChoiceValue<bool> s_rows =
        new("rows", "What a row of CSV is: turn (the default) or conversation.", [("turn", false), ("conversation", true)]);

    private static readonly ChoiceValue<bool> s_annotationFormat =
        new("format", "jsonl (the default): one improved answer per line; csv: one per row.", [("jsonl", false), ("csv", true)]);

    private static readonly TextValue s_after = new("after",
        "Continues an interrupted file: the conversation_id of the last conversation that is complete in it, with the same filters and the same order, by start. "
        + "CSV then has no line of columns.", Longest: 256);

    private static readonly ApiContent s_conversations =
        ApiContent.Lines("Conversation", ReadExamples.Conversation, string.Join(',', TurnTable.Columns) + "\r\n");

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/export/conversations", ConvLogPermissions.Read, ExportAsync)
        {
            OperationId = "exportConversations",
            Cost = ApiCost.Export,
            Summary = "Exports conversations with ratings, comments and improved answers.",
            Description =
                "JSON Lines contains each conversation as returned by GET /conversations/{id}. CSV contains one turn per row, with the latest improved answer, "
                + "or, with rows=conversation, one conversation per row, with what went wrong in it first; a text that a spreadsheet "
                + "would run as a formula is prefixed with an apostrophe. The file is streamed: if reading fails, the connection is closed early, and after "
                + "continues the file. "
                + "If q or field has too many matches to search at once, the search is continued until the file is complete; in another order "
                + "than newest first, the request is rejected. "
                + $"The columns of CSV: {string.Join(", ", TurnTable.Columns)}. "
                + $"With rows=conversation: {string.Join(", ", ConversationTable.Columns)}; comments are empty for readers who may not see them.",
            Parameters = [s_format, s_rows, s_after, .. ConversationFilters.All],
            ResponseContent = s_conversations,
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Post, "/export/lookup", ConvLogPermissions.Read | ConvLogPermissions.ReadPii, ExportLookedUpAsync)
        {
            OperationId = "exportLookedUpConversations",
            Cost = ApiCost.Export,
            Summary = "Exports the conversations of a user, by ID, of a phone number, or with certain attributes.",
            Description =
                "Like GET /export/conversations, with the personal filters in the body, as in POST /lookup. Use it to answer a subject access request.",
            Parameters = [s_format, s_rows, s_after, .. ConversationFilters.All],
            RequestContent = PersonalFilters.Content,
            ResponseContent = s_conversations,
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Get, "/export/annotations", ConvLogPermissions.Read, AnnotationsAsync)
        {
            OperationId = "exportAnnotations",
            Cost = ApiCost.Export,
            Summary = "Exports improved answers with their user input and agent response.",
            Description =
                "JSON Lines contains each as returned by GET /annotations. CSV starts with question, answer, improved_answer; a text that a spreadsheet would "
                + "run as a formula is prefixed with an "
                + "apostrophe. from and to apply to the conversations, not to the time of the improved answer. For readers without permission they are masked. "
                + $"The columns of CSV: {string.Join(", ", AnnotationTable.Columns)}.",
            Parameters = [s_annotationFormat, s_after, .. ConversationFilters.CommonParameters],
            ResponseContent = ApiContent.Lines("AnnotatedTurn", ReadExamples.AnnotatedTurn, string.Join(',', AnnotationTable.Columns) + "\r\n"),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
    ];

    /// <summary>The requested format of a file of conversations.</summary>
    /// <exception cref="ApiProblemException">The format is unknown.</exception>
    public static IExportFormat<ConversationView> Format(ApiCall call)
    {
        bool isByConversation = s_rows.Read(call) ?? false;
        return !(s_format.Read(call) ?? false) ? new JsonLines() : isByConversation ? new ConversationTable() : new TurnTable();
    }

    /// <summary>The requested format of a file of improved answers.</summary>
    /// <exception cref="ApiProblemException">The format is unknown.</exception>
    public static IExportFormat<ConversationView> AnnotationFormat(ApiCall call)
        => s_annotationFormat.Read(call) ?? false ? new AnnotationTable() : new AnnotationLines();

    private ValueTask<IResult> ExportAsync(ApiCall call)
        => files.SendAsync(call.Context, call.Reader, Format(call), DownloadName.None, ConversationFilters.Read(call), s_after.Read(call));

    private async ValueTask<IResult> ExportLookedUpAsync(ApiCall call)
    {
        var query = await PersonalFilters.ReadAsync(call).ConfigureAwait(false);
        return await files.SendAsync(call.Context, call.Reader, Format(call), DownloadName.None, query, s_after.Read(call)).ConfigureAwait(false);
    }

    private ValueTask<IResult> AnnotationsAsync(ApiCall call) => files.SendAsync(call.Context, call.Reader, AnnotationFormat(call), DownloadName.None,
        ConversationFilters.ReadCommon(call) with { IsAnnotated = true }, s_after.Read(call));
}

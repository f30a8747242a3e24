using ConvLog.AspNetCore.Api.Import;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Scores and labels: adding, importing and removing them.</summary>
internal sealed class ScoreRoutes(ConversationTeam team) : IApiRoutes
{
    private static readonly (string, ScoreSource)[] s_sources =
        [("team", ScoreSource.Team), ("user", ScoreSource.User), ("code", ScoreSource.Code), ("model", ScoreSource.Model)];

    private static readonly int[] s_refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];
    private static readonly PathText s_ofScore = new("id", "The conversation.", 3) { IsRequired = true, Example = "conv-42" };
    private static readonly PathText s_ofLabels = new("id", "The conversation.", 2) { IsRequired = true, Example = "conv-42" };
    private static readonly PathGuid s_score = new("score", "The score.") { IsRequired = true, Example = "6f9619ff-8b86-d011-b42d-00c04fc964ff" };
    private static readonly TextValue s_label = new("label", "The label.", Longest: 1_024) { IsRequired = true, Example = "vip" };
    private static readonly IntegerValue s_turn = new("turn_ordinal", "The turn, counted from 1; none for the conversation.", 1, 1_000_000);
    private static readonly TextValue s_turnId = new("turn_id", "The turn's ID, instead of turn_ordinal.", Longest: 1_024);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/scores/definitions", ConvLogPermissions.Read, DefinitionsAsync)
        {
            OperationId = "listScoreDefinitions",
            Summary = "Lists the scores that the host declares and the reasons that a rating may have.",
            ResponseContent = ApiContent.Of<ScoreDefinitionsJson>(
                """{"scores":[{"name":"csat","type":"number","min":1,"max":5,"categories":[],"higher_is_better":true}],"reasons":["incomplete","too long"]}"""),
        },
        new(HttpMethods.Post, "/scores", ConvLogPermissions.Annotate, ScoreAsync)
        {
            OperationId = "addScore",
            Summary = "Scores a conversation, a turn, a function call or a model call.",
            Description =
                "There is one score per name, source, scorer and version: an earlier one is replaced, unless it has a later created_at. The value is a number, true or "
                + "false, or a category; it is checked against the host's definition of the score. The score rating, true or false by the user or the team, rates a turn.",
            RequestContent = new ApiContent(
                "ScoreBody",
                """{"conversation_id":"conv-42","turn_ordinal":1,"name":"groundedness","value":0.83,"source":"model","scorer":"judge","scorer_version":"2","comment":"One claim has no source."}"""),
            Status = StatusCodes.Status201Created,
            ResponseContent = ApiContent.Of<ScoreCreatedJson>("""{"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff","is_unchanged":false}"""),
            Refusals = s_refusals,
        },
        new(HttpMethods.Post, "/scores/import", ConvLogPermissions.Annotate, ImportAsync)
        {
            OperationId = "importScores",
            Summary = "Imports scores, a line each, as CSV with a header or as JSON lines.",
            Description =
                "Content-Type: text/csv or application/x-ndjson, at most 64 MiB, UTF-8. Columns and properties are those of POST /scores. Lines that cannot be imported are "
                + "listed with the reason, the first 1,000 of them; the others are imported. Importing a file again changes nothing.",
            RequestContent = ApiContent.Lines(
                "ScoreBody",
                """{"conversation_id":"conv-42","name":"csat","value":4,"source":"user"}""",
                "conversation_id,name,value,source\r\nconv-42,csat,4,user\r\n"),
            ResponseContent = ApiContent.Of<ScoreImportJson>("""{"imported":1,"unchanged":0,"refused":1,"errors":[{"line":2,"reason":"There is no conversation conv-43."}]}"""),
            Refusals = [StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType],
        },
        new(HttpMethods.Delete, "/conversations/{id}/scores/{score}", ConvLogPermissions.Annotate, RemoveScoreAsync)
        {
            OperationId = "removeScore",
            Summary = "Removes a score. Ratings are removed by their turn; metrics cannot be removed.",
            Parameters = [s_ofScore, s_score],
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
        new(HttpMethods.Put, "/conversations/{id}/labels", ConvLogPermissions.Annotate, AddLabelAsync)
        {
            OperationId = "addLabel",
            Summary = "Adds a label to a conversation or a turn. Succeeds if the label already exists.",
            Parameters = [s_ofLabels],
            RequestContent = new ApiContent("LabelBody", """{"label":"vip"}"""),
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
        new(HttpMethods.Delete, "/conversations/{id}/labels", ConvLogPermissions.Annotate, RemoveLabelAsync)
        {
            OperationId = "removeLabel",
            Summary = "Removes a label from a conversation or a turn. Succeeds if it is not there.",
            Parameters = [s_ofLabels, s_label, s_turnId, s_turn],
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
    ];

    private ValueTask<IResult> DefinitionsAsync(ApiCall call)
        => new(call.Json(new ScoreDefinitionsJson(team.ScoreDefinitions.Select(static score => new ScoreDefinitionJson(score)), team.Reasons)));

    private async ValueTask<IResult> ScoreAsync(ApiCall call)
    {
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        var score = new ScoreInput
        {
            ConversationId = body.Text("conversation_id", longest: 1_024, isRequired: true)!,
            TurnId = body.Text("turn_id", longest: 1_024),
            TurnOrdinal = body.Integer("turn_ordinal", least: 1),
            FunctionEventId = body.Text("function_event_id", longest: 1_024),
            ModelCallId = body.Text("model_call_id", longest: 1_024),
            Name = body.Text("name", longest: 1_024, isRequired: true)!,
            Value = body.Score("value", team.LongestText),
            Source = body.Choice("source", s_sources) ?? ScoreSource.Team,
            Scorer = body.Text("scorer", longest: 1_024),
            ScorerVersion = body.Text("scorer_version", longest: 1_024),
            Comment = body.Text("comment", team.LongestText),
            CreatedAt = body.Time("created_at"),
        };
        var result = await team.ScoreAsync(call.Reader, score, call.Aborted).ConfigureAwait(false);
        TeamChangeRoutes.ThrowIfNotDone(result, "value");
        return call.Json(new ScoreCreatedJson(result.Id, result.IsUnchanged), StatusCodes.Status201Created);
    }

    private async ValueTask<IResult> ImportAsync(ApiCall call)
        => call.Json((await ScoreImport.RunAsync(call, team).ConfigureAwait(false)).Result);

    private async ValueTask<IResult> RemoveScoreAsync(ApiCall call)
    {
        TeamChangeRoutes.ThrowIfNotDone(await team.RemoveScoreAsync(call.Reader, s_ofScore.Read(call), s_score.Read(call), call.Aborted).ConfigureAwait(false));
        return ApiCall.Done;
    }

    private async ValueTask<IResult> AddLabelAsync(ApiCall call)
    {
        string id = s_ofLabels.Read(call);
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        string label = body.Text("label", longest: 1_024, isRequired: true)!;
        var turn = TurnOf(body.Text("turn_id", longest: 1_024), body.Integer("turn_ordinal", least: 1));
        TeamChangeRoutes.ThrowIfNotDone(await team.AddLabelAsync(call.Reader, id, turn, Written(label), call.Aborted).ConfigureAwait(false));
        return ApiCall.Done;
    }

    private async ValueTask<IResult> RemoveLabelAsync(ApiCall call)
    {
        string label = Written(s_label.Read(call)!);
        TeamChangeRoutes.ThrowIfNotDone(
            await team.RemoveLabelAsync(call.Reader, s_ofLabels.Read(call), TurnOf(s_turnId.Read(call), (int?)s_turn.Read(call)), label, call.Aborted)
                .ConfigureAwait(false));
        return ApiCall.Done;
    }

    private static TurnKey? TurnOf(string? id, int? ordinal) => id is null ? ordinal : ordinal is null ? id
        : throw ApiProblemException.Invalid("turn_id", "turn_id and turn_ordinal name one turn: leave one of them out.");

    private static string Written(string label)
        => string.IsNullOrWhiteSpace(label) ? throw ApiProblemException.Invalid("label", "label is blank.") : label;
}

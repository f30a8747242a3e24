using System.Globalization;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Import;

/// <summary>An import of scores and its results.</summary>
internal sealed class ScoreImport
{
    private const long LongestBytes = 64L * 1_024 * 1_024;
    private const int MostErrors = 1_000;
    private const int Batch = 500;
    private const int BatchBytes = 1_024 * 1_024;

    private readonly List<(long Line, string Reason)> _errors = [];
    private long _imported;
    private long _unchanged;
    private long _refused;

    private ScoreImport()
    {
    }

    /// <summary>Imports the body of a request, line by line.</summary>
    /// <exception cref="ApiProblemException">The body is too long, of another media type, or has no header. Earlier lines were imported.</exception>
    public static async ValueTask<ScoreImport> RunAsync(ApiCall call, ConversationTeam team)
    {
        var request = call.Context.Request;
        string type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        if (type is not (ApiContent.Csv or ApiContent.JsonLines))
        {
            throw new ApiProblemException(
                StatusCodes.Status415UnsupportedMediaType,
                "Unsupported media type",
                "Send scores with the header Content-Type: text/csv or application/x-ndjson.");
        }

        BodyCoding.RefuseUnknown(request);
        if (request.ContentLength > LongestBytes)
        {
            throw LineReader.TooLong(LongestBytes);
        }

        BodyLimit.Raise(call.Context, LongestBytes);
        var import = new ScoreImport();
        var lines = new LineReader(request.Body, LongestBytes);
        var parsed = type is ApiContent.Csv
            ? CsvScores.ReadAsync(lines, team.LongestText, call.Aborted) : JsonScores.ReadAsync(lines, team.LongestText, call.Aborted);
        var batch = new List<(long Line, ScoreInput Score)>(Batch);
        long taken = 0;
        try
        {
            await foreach (var (line, score, problem) in parsed.ConfigureAwait(false))
            {
                if (score is null)
                {
                    import.Refuse(line, problem!);
                    continue;
                }

                batch.Add((line, score));
                if (batch.Count == Batch || lines.BytesRead - taken >= BatchBytes)
                {
                    await import.WriteBatchAsync(batch, team, call.Reader, call.Aborted).ConfigureAwait(false);
                    taken = lines.BytesRead;
                }
            }
        }
        catch (ApiProblemException)
        {
            await import.WriteBatchAsync(batch, team, call.Reader, call.Aborted).ConfigureAwait(false);
            throw;
        }

        await import.WriteBatchAsync(batch, team, call.Reader, call.Aborted).ConfigureAwait(false);
        return import;
    }

    public ScoreImportJson Result => new(
        _imported, _unchanged, _refused,
        _errors.OrderBy(static error => error.Line).Select(static error => new ScoreImportErrorJson(error.Line, error.Reason)));

    private async ValueTask WriteBatchAsync(List<(long Line, ScoreInput Score)> batch, ConversationTeam team, Reader reader,
        CancellationToken cancellationToken)
    {
        var results = await team.ScoreAllAsync(reader, batch.ConvertAll(static one => one.Score), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < batch.Count; i++)
        {
            var (line, score) = batch[i];
            switch (results[i])
            {
                case { IsDone: true, IsUnchanged: true }: _unchanged++; break;
                case { IsDone: true }: _imported++; break;
                case var result: Refuse(line, ReasonOf(result, score)); break;
            }
        }

        batch.Clear();
    }

    private void Refuse(long line, string reason)
    {
        _refused++;
        if (_errors.Count < MostErrors)
        {
            _errors.Add((line, reason));
        }
    }

    private static string ReasonOf(TeamResult result, ScoreInput score) => result.Outcome switch
    {
        TeamOutcome.NoConversation => $"There is no conversation {score.ConversationId}.",
        TeamOutcome.NoTurn => string.Create(
            CultureInfo.InvariantCulture, $"The conversation {score.ConversationId} has no turn {score.TurnId ?? score.TurnOrdinal?.ToString(CultureInfo.InvariantCulture)}."),
        TeamOutcome.NoCall => $"The conversation {score.ConversationId} has no call {score.FunctionEventId ?? score.ModelCallId}.",
        TeamOutcome.Refused => result.Refusal!,
        TeamOutcome.NotRecorded => $"The conversation {score.ConversationId} is recorded without text: comments are not kept.",
        _ => $"The conversation {score.ConversationId} will be erased and accepts no new data.",
    };
}

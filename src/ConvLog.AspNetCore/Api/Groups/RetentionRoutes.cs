using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Retention: settings, previews and runs. It concerns all conversations.</summary>
internal sealed class RetentionRoutes(ConversationRetention retention, TimeProvider time) : IApiRoutes
{
    private const string RunExample =
        """{"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff","state":"completed","started_by":"Operator","started_at":"2026-11-20T02:00:00.000000Z","ended_at":"2026-11-20T02:00:09.000000Z","conversations":120,"entries":2400,"personal_data":31,"accesses":8,"kept_held":1,"kept_annotated":4,"retries":0,"message":null}""";

    private const string CutExample =
        """{"at":"2026-11-20T02:00:00.000000Z","conversations_before":"2026-10-21T02:00:00.000000Z","personal_data_before":null,"access_before":"2025-11-20T02:00:00.000000Z","keep_annotated":true}""";

    // A run may take minutes. After this time, the response reports that it is in progress.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/retention", ConvLogPermissions.Manage, GetAsync)
        {
            OperationId = "getRetention",
            Summary = "The retention settings, the next run, the scheduled run that the safety limit stopped, and the latest 20 runs, newest first.",
            ResponseContent = ApiContent.Of<RetentionJson>(
                $$"""{"settings":{"enabled":true,"days":30,"personal_data_days":null,"access_log_days":365,"batch_size":100,"run_at":"02:00","time_zone":"Europe/Berlin","keep_annotated":true,"most_share":0.5},"next_run_at":"2026-11-21T01:00:00.000000Z","stopped_run":null,"runs":[{{RunExample}}]}"""),
        },
        new(HttpMethods.Post, "/retention/preview", ConvLogPermissions.Manage, PreviewAsync)
        {
            OperationId = "previewRetention",
            Summary = "Previews a run: counts what it would delete and keep now. Changes nothing and accepts no body.",
            ResponseContent = ApiContent.Of<RetentionPreviewJson>(
                $$"""{"cut":{{CutExample}},"total_conversations":1000,"conversations":120,"entries":2400,"personal_data":31,"accesses":8,"kept_held":1,"kept_annotated":4,"share":0.12}"""),
        },
        new(HttpMethods.Post, "/retention/runs", ConvLogPermissions.Manage, RunAsync)
        {
            OperationId = "runRetention",
            Summary = "Runs retention now.",
            Description =
                "Returns 200 when the run has ended. A run that takes longer than a few seconds continues: the response is then 202, with the current run, or "
                + "null if the run is waiting to start. "
                + "Rejected with 409 if the run would delete or redact more than the configured share of all conversations, unless \"confirmed\" is true.",
            RequestContent = new ApiContent("RetentionRunBody", """{"confirmed":false}"""),
            ResponseContent = ApiContent.Of<RetentionRunAnswerJson>($$"""{"run":{{RunExample}}}"""),
            OtherStatuses = [StatusCodes.Status202Accepted],
            Refusals = [StatusCodes.Status409Conflict],
        },
    ];

    private async ValueTask<IResult> GetAsync(ApiCall call)
    {
        call.EnsureAllConversations();
        var runs = await retention.ReadRunsAsync(cancellationToken: call.Aborted).ConfigureAwait(false);
        var stopped = await retention.FindStoppedRunAsync(call.Aborted).ConfigureAwait(false);
        return call.Json(new RetentionJson(
            new(retention.Settings, time.LocalTimeZone),
            retention.NextRunAt,
            RetentionRunJson.Of(stopped),
            runs.Select(static run => new RetentionRunJson(run))));
    }

    private async ValueTask<IResult> PreviewAsync(ApiCall call)
    {
        call.EnsureAllConversations();
        var preview = await retention.PreviewAsync(call.Aborted).ConfigureAwait(false);
        return call.Json(new RetentionPreviewJson(preview));
    }

    private async ValueTask<IResult> RunAsync(ApiCall call)
    {
        call.EnsureAllConversations();
        bool confirmed;
        using (var body = await ApiBody.ReadAsync(call).ConfigureAwait(false))
        {
            confirmed = body.Flag("confirmed") is true;
        }

        var run = await StartAsync(call.Reader.Name, confirmed).ConfigureAwait(false);
        if (run is { State: RetentionRunState.Refused })
        {
            throw new ApiProblemException(StatusCodes.Status409Conflict, "Conflict",
                $"{run.Message} See POST {ApiRoute.Root}/retention/preview; to run anyway, send {{\"confirmed\":true}}.");
        }

        run ??= (await retention.ReadRunsAsync(cancellationToken: call.Aborted).ConfigureAwait(false))
            .FirstOrDefault(static known => known.State == RetentionRunState.Running);
        bool hasEnded = run is { EndedAt: not null };
        return call.Json(new RetentionRunAnswerJson(RetentionRunJson.Of(run)), hasEnded ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private async Task<RetentionRun?> StartAsync(string startedBy, bool confirmed)
    {
        // Not canceled when the client disconnects: a run concerns everyone.
        var running = Task.Run(async () => await retention.RunAsync(startedBy, confirmed, CancellationToken.None).ConfigureAwait(false));
        try
        {
            return await running.WaitAsync(s_patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return null;
        }
    }
}

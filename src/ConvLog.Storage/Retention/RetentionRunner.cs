using System.Globalization;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Retention;

/// <summary>
/// Executes runs: counts what has expired, checks the safety limit, then deletes batch by batch. A batch that fails is retried until it succeeds. The progress
/// is saved, so that the next process can resume an interrupted run.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="options">The retention periods.</param>
/// <param name="idleTimeout">How long a conversation may be idle and still be in progress.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where runs are reported.</param>
internal sealed partial class RetentionRunner(IRetentionStore store, RetentionOptions options, TimeSpan idleTimeout, TimeProvider time, ILogger logger)
{
    private const string BytesLeft =
        "Nobody can read what was deleted in the store. When the run ended, a reader of the store's files still kept some of its bytes in their write-ahead "
            + "logs. They are removed as soon as it has finished: then the figure unclean_files of health is 0.";

    private static readonly TimeSpan s_saveEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = GuardedLogger.Around(logger);

    /// <summary>The history of runs: the store's, otherwise one in memory.</summary>
    public IRetentionRunStore Runs { get; } = store as IRetentionRunStore ?? new RunHistory();

    /// <summary>The cut of a run that starts now.</summary>
    public RetentionCut Cut() => RetentionCuts.At(options, idleTimeout, time.GetUtcNow());

    /// <summary>Executes a manual run. If the store fails before anything changes, throws to the caller.</summary>
    /// <param name="startedBy">The name of the person who starts it.</param>
    /// <param name="confirmed">Whether the person confirmed the amount.</param>
    /// <param name="begun">Called with the run's id before the run is saved.</param>
    /// <param name="stop">Stops the run between batches.</param>
    public async Task<RetentionRun> OnDemandAsync(string startedBy, bool confirmed, Action<Guid> begun, CancellationToken stop)
    {
        var preview = await store.PreviewRetentionAsync(Cut(), stop).ConfigureAwait(false);
        var run = Begin(preview, startedBy);
        begun(run.Id);
        if (!confirmed && IsTooMuch(preview))
        {
            run = Refused(run, preview);
            await Runs.SaveRetentionRunAsync(run, stop).ConfigureAwait(false);
            Report(run);
            return run;
        }

        await Runs.SaveRetentionRunAsync(run, stop).ConfigureAwait(false);
        return await ContinueAsync(run, stop).ConfigureAwait(false);
    }

    /// <summary>Executes the daily run. If the store fails, waits for it.</summary>
    /// <param name="begun">Called with the run's id before the run is saved.</param>
    /// <param name="stop">Stops the run between batches.</param>
    public async Task<RetentionRun> ScheduledAsync(Action<Guid> begun, CancellationToken stop)
    {
        var run = Begin(new RetentionPreview { Cut = Cut() }, startedBy: null);
        begun(run.Id);
        return await EndedAsync(run, OnScheduleAsync, stop).ConfigureAwait(false);
    }

    /// <summary>Resumes an interrupted run with its own cut and without another check of the safety limit.</summary>
    /// <param name="interrupted">The saved run.</param>
    /// <param name="stop">Stops the run between batches.</param>
    public async Task<RetentionRun> ResumeAsync(RetentionRun interrupted, CancellationToken stop)
    {
        if (interrupted.StartedBy is null && !options.Enabled)
        {
            // The schedule was disabled after the run began, so the run must not continue.
            var given = Failed(interrupted, "It was interrupted, and retention has been switched off since. Deleted data remains deleted.");
            await SaveAsync(given, stop).ConfigureAwait(false);
            return given;
        }

        LogTakenUp(_logger, interrupted.Id, interrupted.StartedAt);
        return await ContinueAsync(interrupted with { Cut = RetentionCuts.Resumed(interrupted.Cut, Cut()) }, stop).ConfigureAwait(false);
    }

    private RetentionRun Begin(RetentionPreview preview, string? startedBy) => new()
    {
        Id = Guid.NewGuid(),
        Cut = preview.Cut,
        StartedBy = startedBy,
        State = RetentionRunState.Running,
        StartedAt = preview.Cut.At,
        KeptHeld = preview.KeptHeld,
        KeptAnnotated = preview.KeptAnnotated,
    };

    private async Task<RetentionRun> OnScheduleAsync(RunProgress progress, CancellationToken stop)
    {
        var preview = await Patience().RunAsync(token => store.PreviewRetentionAsync(progress.Run.Cut, token), stop).ConfigureAwait(false);
        progress.Run = progress.Run with { KeptHeld = preview.KeptHeld, KeptAnnotated = preview.KeptAnnotated };
        if (IsTooMuch(preview))
        {
            return Refused(progress.Run, preview);
        }

        await SaveAsync(progress.Run, stop).ConfigureAwait(false);
        return await RunBatchesAsync(progress, stop).ConfigureAwait(false);
    }

    private Task<RetentionRun> ContinueAsync(RetentionRun run, CancellationToken stop) => EndedAsync(run, RunBatchesAsync, stop);

    // Saves and reports every outcome. Being stopped is not an outcome: the next process resumes the run.
    private async Task<RetentionRun> EndedAsync(RetentionRun run, Func<RunProgress, CancellationToken, Task<RetentionRun>> carryOut, CancellationToken stop)
    {
        var progress = new RunProgress(run);
        try
        {
            run = await carryOut(progress, stop).ConfigureAwait(false);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            await SaveProgressAsync(progress).ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            run = Failed(progress.Run, $"{StoreRetry.Describe(e)} Deleted data remains deleted; the next run continues.");
        }

        Report(run);
        try
        {
            await SaveAsync(run, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogNotKept(_logger, run.Id, StoreRetry.Describe(e));
        }

        return run;
    }

    // The counts are saved for the process that resumes the run. A run without a batch has not passed the safety limit, and is not resumed.
    private async Task SaveProgressAsync(RunProgress progress)
    {
        if (!progress.HasBegun)
        {
            return;
        }

        try
        {
            await Runs.SaveRetentionRunAsync(progress.Run, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The run was saved when it began; only its counts are outdated.
        }
    }

    private async Task<RetentionRun> RunBatchesAsync(RunProgress progress, CancellationToken stop)
    {
        progress.HasBegun = true;
        var patience = Patience(progress);
        long savedAt = time.GetTimestamp();
        string? after = null;
        do
        {
            string? place = after;
            var batch = await patience.RunAsync(token => store.ApplyRetentionAsync(progress.Run.Cut, options.BatchSize, place, token), stop)
                .ConfigureAwait(false);
            progress.Add(batch);
            after = batch.Next;
            if (after is not null && time.GetElapsedTime(savedAt) >= s_saveEvery)
            {
                await SaveAsync(progress.Run, stop).ConfigureAwait(false);
                savedAt = time.GetTimestamp();
            }
        }
        while (after is not null);

        bool isClean = await Patience().RunAsync(Runs.ReclaimSpaceAsync, stop).ConfigureAwait(false);
        bool hasDeleted = progress.Run.Conversations + progress.Run.PersonalData > 0;
        return progress.Run with { State = RetentionRunState.Completed, EndedAt = time.GetUtcNow(), Message = isClean || !hasDeleted ? null : BytesLeft };
    }

    private Task SaveAsync(RetentionRun run, CancellationToken stop) => Patience().RunAsync(token => Runs.SaveRetentionRunAsync(run, token), stop);

    private bool IsTooMuch(RetentionPreview preview) => preview.Share > options.MostShare;

    private RetentionRun Failed(RetentionRun run, string message)
        => run with { State = RetentionRunState.Failed, EndedAt = time.GetUtcNow(), Message = message };

    private RetentionRun Refused(RetentionRun run, RetentionPreview preview) => run with
    {
        State = RetentionRunState.Refused,
        EndedAt = time.GetUtcNow(),
        Message = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Nothing was deleted: of {preview.TotalConversations} conversations it would take {preview.Conversations} whole, and of {preview.PersonalData} more the personal data,
            which is {preview.Share:P1} at once, and RetentionOptions.MostShare allows {options.MostShare:P1}. Look at the machine's clock and at the days that are set. If they are
            right, confirm the run (on the console's page, or RunAsync with confirmed: true), or raise MostShare.
            """).ReplaceLineEndings(" "),
    };

    private StoreRetry Patience(RunProgress? progress = null) => new(time, (failure, failures) =>
    {
        progress?.Retried();
        if (failures == 1)
        {
            LogFailing(_logger, StoreRetry.Describe(failure));
        }
    });
}

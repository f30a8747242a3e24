using System.Globalization;
using ConvLog;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Connections;
using WebConsole.Demo;
using WebConsole.Demo.Live;
using WebConsole.Import;
using WebConsole.Options;
using WebConsole.Replay;
using WebConsole.Web;

namespace WebConsole;

/// <summary>The program, from its command line to its end.</summary>
internal sealed class Sample(TextWriter output, TextWriter errors, TimeProvider time)
{
    private const int Ended = 0;
    private const int CouldNotStart = 1;
    private const int NotUnderstood = 2;

    /// <summary>Whether an import draws a progress bar.</summary>
    public bool ShowsProgress { get; init; }

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        try
        {
            var options = OptionsReader.Read(arguments);
            if (options.ShowHelp)
            {
                await output.WriteLineAsync(Usage.Text);
                return Ended;
            }

            if (options.Copy)
            {
                return await CopyAsync(options, stop) ? Ended : CouldNotStart;
            }

            if (options.VerifyAccessLog)
            {
                return await VerifyAccessLogAsync(options, stop) ? Ended : CouldNotStart;
            }

            await ServeAsync(options, stop);
            return Ended;
        }
        catch (UsageException misunderstood)
        {
            await errors.WriteLineAsync($"{Printable.Of(misunderstood.Message)} --help lists the options.");
            return NotUnderstood;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Ended;
        }
        catch (Exception cannotStart) when (cannotStart is IOException or ConversationStoreException or InvalidOperationException)
        {
            await errors.WriteLineAsync(Printable.Of(cannotStart.Message) + RemedyOf(cannotStart));
            return CouldNotStart;
        }
    }

    private static string RemedyOf(Exception cannotStart)
        => cannotStart.InnerException is AddressInUseException
            ? " Another program listens there: end it, or take a free port by --urls http://127.0.0.1:0." : "";

    private async Task ServeAsync(SampleOptions options, CancellationToken stop)
    {
        string data = options.DataDirectory ?? DataFolder.Default();
        DataFolder.Prepare(data);
        var (store, closing) = SampleStore.Open(options.PostgresConnection, data, time);
        await using var ending = closing;
        await using var sink = new StoreSink(store);
        await using var demo = new DemoSeeding(store, sink, time);

        await ImportAsync(options.ImportFiles, store, sink, stop);
        if (options.SeedDemo)
        {
            await demo.SeedAsync(stop);
        }

        await ReportLossAsync(await sink.FlushAsync(stop));
        var audience = new LiveAudience();
        await using var site = ConsoleSite.Build(await AddressesAsync(options), store, time, audience);
        await site.StartAsync(stop);
        string place = options.PostgresConnection is null ? data : $"PostgreSQL; the key ring is in {data}";
        await output.WriteLineAsync(Welcome.Text([.. site.Urls], place, await FailedConversationAsync(store, stop)));
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var playing = options.SeedDemo ? PlayLiveAsync(new LivePlayer(store, sink, audience, time), ends.Token) : Task.CompletedTask;
        await site.WaitForShutdownAsync(stop);
        await ends.CancelAsync();
        await playing;
    }

    // Ends if the store fails: health and the console report the failure.
    private static async Task PlayLiveAsync(LivePlayer player, CancellationToken stop)
    {
        try
        {
            await player.RunAsync(stop);
        }
        catch (Exception e) when (e is OperationCanceledException or ConversationStoreException)
        {
        }
    }

    // A requested port is never replaced by another one.
    private async Task<IReadOnlyList<LoopbackUrl>> AddressesAsync(SampleOptions options)
    {
        if (options.Urls.Count > 0)
        {
            return options.Urls;
        }

        var usual = LoopbackUrl.Parse(SampleOptions.DefaultUrl);
        var free = FreePort.From(usual);
        if (free != usual)
        {
            await output.WriteLineAsync($"Another program listens on {usual}, perhaps this sample: the next free port is taken.");
        }

        return [free];
    }

    private static async Task<string?> FailedConversationAsync(IConversationStore store, CancellationToken stop)
    {
        var failed = new ConversationQuery { Outcome = FunctionOutcome.Failed, Limit = 1 };
        var page = await new ConversationReader(store).ListAsync(new Reader("sample", canReadPii: false), failed, cancellationToken: stop);
        return page.Conversations.Count > 0 ? page.Conversations[0].ConversationId : null;
    }

    private async Task<bool> CopyAsync(SampleOptions options, CancellationToken stop)
    {
        string data = options.DataDirectory ?? DataFolder.Default();
        if (!SampleStore.HasFile(data))
        {
            throw new IOException($"--data: '{data}' holds no conversations to copy.");
        }

        var (from, closingFrom) = SampleStore.Open(postgresConnection: null, data, time);
        await using var endingFrom = closingFrom;
        var (to, closingTo) = SampleStore.Open(options.PostgresConnection, data, time);
        await using var endingTo = closingTo;
        var report = await ConversationStoreCopy.RunAsync(from, to, progress: null, stop);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Conversations} conversations ({report.AlreadyThere} were there), {report.Records} records written, {report.Holds} holds, {report.Erased} "
                + $"erased, {report.Accesses} reads, {report.RetentionRuns} runs."));
        await output.WriteLineAsync(FormattableString.Invariant($"Read back from both: {report.Verified} the same, {report.Different} different."));
        foreach (string id in report.DifferentConversations)
        {
            await errors.WriteLineAsync(Printable.Of($"Different: {id}"));
        }

        return report.IsComplete;
    }

    private async Task<bool> VerifyAccessLogAsync(SampleOptions options, CancellationToken stop)
    {
        string data = options.DataDirectory ?? DataFolder.Default();
        if (options.PostgresConnection is null && !SampleStore.HasFile(data))
        {
            throw new IOException($"--data: '{data}' holds no conversations, and so no access log.");
        }

        var (store, closing) = SampleStore.Open(options.PostgresConnection, data, time);
        await using var ending = closing;
        var found = await ((IAccessChain)store).VerifyAccessAsync(options.Head, stop);
        await output.WriteLineAsync(FormattableString.Invariant($"Reads verified: {found.Verified}. Head: {found.Head}"));
        if (found.IsWhole)
        {
            await output.WriteLineAsync(options.Head is not null && found.HasNotedHead is null
                ? "The access log is what was written. The read of the head that was given has expired, so it was not compared."
                : "The access log is what was written.");
        }
        else
        {
            await errors.WriteLineAsync($"The access log is not what was written. {found.Reason}");
        }

        return found.IsWhole;
    }

    private async Task ImportAsync(IReadOnlyList<string> files, IConversationStore store, ILogSink sink, CancellationToken stop)
    {
        if (files.FirstOrDefault(static file => !File.Exists(file) && !Directory.Exists(file)) is { } missing)
        {
            throw new FileNotFoundException(
                $"--import: there is no file '{missing}', so nothing was imported. Check the path: it counts from the folder this was started in.");
        }

        if (files.Count > 0)
        {
            var report = new ConsoleReport(output, errors, ShowsProgress);
            var summary = await new Importer(store, new DialogueReplay(sink), report, time).ImportAsync(files, stop);
            await output.WriteLineAsync(summary.ToString());
        }
    }

    private async Task ReportLossAsync(FlushResult result)
    {
        if (!result.IsComplete)
        {
            var records = result.Records;
            await errors.WriteLineAsync(
                FormattableString.Invariant($"Not everything was stored: {records.Dropped} records dropped, {records.Pending} pending."));
        }
    }
}

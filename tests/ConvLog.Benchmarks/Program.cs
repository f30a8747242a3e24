using System.Globalization;
using BenchmarkDotNet.Running;
using ConvLog.Benchmarks.Adapters;
using ConvLog.Benchmarks.Api;
using ConvLog.Benchmarks.Capture;
using ConvLog.Benchmarks.Guard;
using ConvLog.Benchmarks.Ingest;
using ConvLog.Benchmarks.Memory;
using ConvLog.Benchmarks.Paced;
using ConvLog.Benchmarks.Servers;
using ConvLog.Benchmarks.Stores;

switch (args)
{
    case ["guard"]: return await SpeedGuard.RunAsync().ConfigureAwait(false);
    case ["host", .. var place]: return await HostWork.RunAsync(place.SingleOrDefault()).ConfigureAwait(false);
    case ["host-models", .. var place]: return await HostWork.RunAsync(place.SingleOrDefault(), withModels: true).ConfigureAwait(false);
    case ["host-peer", .. var rounds]:
        return await HostWithPeer.RunAsync(rounds is [var number] ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : 15)
            .ConfigureAwait(false);
    case ["host-lag", var minutes]: return await HostLag.RunAsync(double.Parse(minutes, CultureInfo.InvariantCulture)).ConfigureAwait(false);
    case ["host-index", var path]: return await HostIndex.RunAsync(path).ConfigureAwait(false);
    case ["host-call"]: return await HostCallCosts.RunAsync().ConfigureAwait(false);
    case ["host-interleaved"]: return await HostInterleaved.RunAsync(open: 1_000, grown: null).ConfigureAwait(false);
    case ["host-interleaved", var open, .. var file]:
        return await HostInterleaved.RunAsync(int.Parse(open, NumberStyles.AllowThousands, CultureInfo.InvariantCulture), GrownFile.Of(file.SingleOrDefault()))
            .ConfigureAwait(false);
    case ["host-live", .. [] or [_]]: return await PacedWork.RunAsync(shape: null, args.Skip(1).SingleOrDefault()).ConfigureAwait(false);
    case ["host-live", var open, var step, .. var place]: return await PacedWork.RunAsync(PacedShape.Parse(open, step), place.SingleOrDefault())
        .ConfigureAwait(false);
    case ["ingest"]: return await IngestRates.RunAsync().ConfigureAwait(false);
    case ["generate", var path, var entries, .. [] or ["judged"]]:
        return await StoreGeneration.RunAsync(path, long.Parse(entries, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
            isJudged: args is [.., "judged"]).ConfigureAwait(false);
    case ["pg-generate", var server, var entries, .. [] or ["judged"]]:
        return await StoreGeneration.RunOnServerAsync(server, long.Parse(entries, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
            isJudged: args is [.., "judged"]).ConfigureAwait(false);
    case ["erase", var path]: return await StoreErasure.RunAsync(path).ConfigureAwait(false);
    case ["retention" or "purge", var path, var entries]:
        return await StoreRetention.RunAsync(path, long.Parse(entries, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
            isWhole: args is ["retention", ..]).ConfigureAwait(false);
    case ["reads", var path]: return await StoreReads.RunAsync(path).ConfigureAwait(false);
    case ["pg-reads", var server]: return await StoreReads.RunOnServerAsync(server).ConfigureAwait(false);
    case ["filters", var path]: return await FilterReads.RunAsync(path).ConfigureAwait(false);
    case ["pg-filters", var server]: return await FilterReads.RunOnServerAsync(server).ConfigureAwait(false);
    case ["pg-retention", var server, var entries]: return await ServerRetention.RunAsync(server,
        long.Parse(entries, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ConfigureAwait(false);
    case ["pg-years", var server, var days]: return await ServerYears.RunAsync(server, int.Parse(days, CultureInfo.InvariantCulture)).ConfigureAwait(false);
    case ["pg-ingest", var server]: return await ServerIngest.RunAsync(server).ConfigureAwait(false);
    case ["api-reads", var path]: return await ApiReads.RunAsync(path).ConfigureAwait(false);
    case ["api-reads", var path, var requests]: return await ApiReads.RunAsync(path,
        int.Parse(requests, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ConfigureAwait(false);
    case ["api-ingest", var path]: return await ApiReads.RunDuringIngestAsync(path).ConfigureAwait(false);
    case ["api-ingest", var path, var requests]: return await ApiReads.RunDuringIngestAsync(path,
        int.Parse(requests, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ConfigureAwait(false);
    case ["api-costs", var path]: return await ApiCosts.RunAsync(path).ConfigureAwait(false);
    case ["api-costs", var path, var reads]: return await ApiCosts.RunAsync(path, int.Parse(reads, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))
        .ConfigureAwait(false);
    case ["page-reads", var path]: return await PageReads.RunAsync(path).ConfigureAwait(false);
    case ["page-reads", var path, var folder]: return await PageReads.RunAsync(path, folder).ConfigureAwait(false);
    case ["pg-page-reads", var server]: return await PageReads.RunOnServerAsync(server).ConfigureAwait(false);
    case ["pg-page-reads", var server, var folder]: return await PageReads.RunOnServerAsync(server, folder).ConfigureAwait(false);
    case ["slow-disk"]: return await SlowDisk.RunAsync().ConfigureAwait(false);
    case ["live"]: return await LiveReaders.RunAsync().ConfigureAwait(false);
    case ["rounds"]: return await RoundCosts.RunAsync().ConfigureAwait(false);
    case ["adapters"]: return await AdapterCosts.RunAsync().ConfigureAwait(false);
    case ["memory"]: return OpenConversations.Run();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}

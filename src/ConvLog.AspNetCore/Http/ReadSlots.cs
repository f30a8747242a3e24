using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// Limits the number of responses that are built at once, to limit memory; other requests wait. Until its response is complete, a large conversation takes up
/// to a hundred megabytes: as stored, as viewed by its reader, and as JSON or a page. Complete responses are sent without a slot, so that slow clients do not
/// block others. Exports, which are sent while they are read, have their own slots.
/// </summary>
internal sealed class ReadSlots : IDisposable
{
    private const long BytesEach = 128L << 20;
    private const int Most = 256;

    private readonly SemaphoreSlim _reads;
    private readonly SemaphoreSlim _exports;

    public ReadSlots()
    {
        int all = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesEach, 2, Most);
        _exports = new SemaphoreSlim(Math.Max(1, all / 4));
        _reads = new SemaphoreSlim(all - _exports.CurrentCount);
    }

    /// <summary>Waits for a slot, which the request holds until it leaves it. A request holds at most one.</summary>
    public ValueTask EnterAsync(HttpContext context) => EnterAsync(context, _reads);

    /// <summary>Waits for a slot for an export, in place of the request's current slot.</summary>
    public ValueTask EnterExportAsync(HttpContext context)
    {
        Release(context);
        return EnterAsync(context, _exports);
    }

    /// <summary>Releases the slot of a request, if it holds one.</summary>
    public static void Release(HttpContext context)
    {
        if (context.Features.Get<Slot>() is { } slot)
        {
            context.Features.Set<Slot>(null);
            slot.Of.Release();
        }
    }

    public void Dispose()
    {
        _reads.Dispose();
        _exports.Dispose();
    }

    private static async ValueTask EnterAsync(HttpContext context, SemaphoreSlim slots)
    {
        if (context.Features.Get<Slot>() is null)
        {
            await slots.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            context.Features.Set(new Slot(slots));
        }
    }

    private sealed record Slot(SemaphoreSlim Of);
}

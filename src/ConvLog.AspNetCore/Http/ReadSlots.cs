using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// Lets as many answers be made at once as there is memory for; the others wait. Until its answer is complete, a large conversation takes up to a hundred
/// megabytes: as it is stored, as its reader sees it, and as JSON or a page. What is complete is sent without a slot, so that slow readers hold up nobody.
/// Exports, which are sent while they are read, have slots of their own.
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

    /// <summary>Waits for a slot, which the request has until it leaves it. It has one at most.</summary>
    public ValueTask EnterAsync(HttpContext context) => EnterAsync(context, _reads);

    /// <summary>Waits for a slot for an export, in place of the one that the request has.</summary>
    public ValueTask EnterExportAsync(HttpContext context)
    {
        Leave(context);
        return EnterAsync(context, _exports);
    }

    /// <summary>Gives back the slot that a request has; does nothing where it has none.</summary>
    public static void Leave(HttpContext context)
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

using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class ReadSlotsTests
{
    [Fact]
    public async Task A_reader_waits_for_a_free_slot_and_an_export_does_not()
    {
        using var slots = new ReadSlots();
        var first = new DefaultHttpContext();
        var waiting = slots.EnterAsync(first).AsTask();
        while (waiting.IsCompleted)
        {
            waiting = slots.EnterAsync(new DefaultHttpContext()).AsTask();
        }

        await slots.EnterExportAsync(new DefaultHttpContext());
        await slots.EnterAsync(first);
        ReadSlots.Release(first);
        ReadSlots.Release(first);
        await waiting;

        slots.EnterAsync(new DefaultHttpContext()).AsTask().IsCompleted.Should().BeFalse("one was left, once");
    }
}

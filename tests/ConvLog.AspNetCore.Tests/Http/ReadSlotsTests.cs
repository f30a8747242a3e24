using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class ReadSlotsTests
{
    [Fact]
    public async Task Who_comes_when_all_slots_are_taken_waits_for_one_that_is_left_and_exports_do_not_wait_for_them()
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
        ReadSlots.Leave(first);
        ReadSlots.Leave(first);
        await waiting;

        slots.EnterAsync(new DefaultHttpContext()).AsTask().IsCompleted.Should().BeFalse("one was left, once");
    }
}

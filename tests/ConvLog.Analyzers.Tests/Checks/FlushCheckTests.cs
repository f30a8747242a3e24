namespace ConvLog.Analyzers.Tests.Checks;

public class FlushCheckTests
{
    [Fact]
    public Task An_unread_flush_result_is_reported() => CheckedCode.HoldsAsync("""
        public async Task RunAsync(Conversation conv, BackgroundSink sink, System.IO.Stream stream)
        {
            await conv.FlushAsync(); // CL0012
            await conv.FlushAsync().ConfigureAwait(false); // CL0012
            await sink.FlushAsync(); // CL0012
            conv?.FlushAsync(); // CL0012
            var flushed = await conv.FlushAsync();
            if (!(await conv.FlushAsync()).IsComplete) { return; }
            _ = await conv.FlushAsync();
            await stream.FlushAsync();
        }
        """);
}

namespace ConvLog.Analyzers.Tests.Checks;

public class IteratorCheckTests
{
    [Fact]
    public Task An_event_open_across_a_yield_is_reported() => CheckedCode.HoldsAsync("""
        public async IAsyncEnumerable<int> Steps(Conversation conv)
        {
            using var call = conv.BeginFunction("steps"); // CL0015
            conv.Log.Info("Begun");
            yield return 1;
            await Task.Yield();
            conv.Log.Info("Next");
            call.Complete();
        }

        public IEnumerable<int> Blocks(Conversation conv)
        {
            using (var call = conv.BeginFunction("blocks")) // CL0015
            {
                foreach (int i in new[] { 1, 2 })
                {
                    yield return i;
                }

                call.Complete();
            }
        }

        public IEnumerable<int> Inside(Conversation conv)
        {
            IEnumerable<int> Local()
            {
                using var call = conv.BeginFunction("local"); // CL0015
                yield return 1;
                call.Complete();
            }

            return Local();
        }
        """);

    [Fact]
    public Task An_event_that_cannot_span_a_yield_is_not_reported() => CheckedCode.HoldsAsync("""
        public async IAsyncEnumerable<int> Steps(Conversation conv)
        {
            yield return 0;
            using (var call = conv.BeginFunction("first"))
            {
                await Task.Yield();
                call.Complete();
            }

            conv.RunFunction("second", () => conv.Log.Info("Second"));
            yield return 1;
        }

        public async IAsyncEnumerable<int> OfTurn(Turn turn)
        {
            using var call = turn.BeginFunction("steps");
            yield return 1;
            await Task.Yield();
            call.Log.Info("Next");
            call.Complete();
        }

        public void Around(Conversation conv)
        {
            using var call = conv.BeginFunction("around");
            foreach (int i in Local())
            {
                break;
            }

            call.Complete();

            IEnumerable<int> Local()
            {
                yield return 1;
            }
        }

        public IAsyncEnumerable<int> Run(Conversation conv) => conv.RunFunction("steps", () => Steps(conv));
        """);
}

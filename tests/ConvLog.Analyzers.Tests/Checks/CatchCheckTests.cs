namespace ConvLog.Analyzers.Tests.Checks;

public class CatchCheckTests
{
    [Fact]
    public Task A_catch_block_without_a_trace_is_reported() => CheckedCode.HoldsAsync("""
        private static void Save() { }
        private static void Report(Exception e) { }
        public void Silent(Conversation conv)
        {
            using var call = conv.BeginFunction("save");
            try { Save(); }
            catch (Exception) // CL0011
            {
                call.Complete("none");
            }

            call.Complete();
        }
        public int InLambda(Conversation conv) => conv.RunFunction("save", () =>
        {
            try { Save(); return 1; }
            catch { return 0; } // CL0011
        });
        private void Given(FunctionEvent call)
        {
            try { Save(); } catch (InvalidOperationException) { } // CL0011
        }
        public void Told(Conversation conv)
        {
            using var call = conv.BeginFunction("save");
            try { Save(); } catch (TimeoutException e) { conv.Log.Error("Failed", e); }
            try { Save(); } catch (TimeoutException e) { call.Fail(e); }
            try { Save(); } catch (TimeoutException) { throw; }
            try { Save(); } catch (TimeoutException e) { Report(e); }
            try { Save(); } catch (OperationCanceledException) { }
            try { Save(); } catch (TimeoutException) { conv.Log.Warning("Too slow"); }
            call.Complete();
        }
        public void Elsewhere() { try { Save(); } catch (Exception) { } }
        """);
}

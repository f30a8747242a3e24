namespace ConvLog.Analyzers.Tests.Checks;

public class ScopeCheckTests
{
    [Fact]
    public Task A_function_event_or_turn_that_is_not_disposed_is_reported() => CheckedCode.HoldsAsync("""
        private FunctionEvent? _call;
        private void Pass(FunctionEvent call) { }
        public void Good(Conversation conv, bool ok)
        {
            using var call = conv.BeginFunction("save");
            if (ok) { call.Complete(); } else { call.Fail("refused"); }
        }
        public void NotEnded(Conversation conv)
        {
            conv.BeginFunction("save"); // CL0010
            _ = conv.BeginFunction("save"); // CL0010
            var call = conv.BeginFunction("save"); // CL0010
            call.Complete();
            var turn = conv.BeginTurn("hello"); // CL0010
            turn.Complete("hi");
        }
        public void NoOutcome(Conversation conv)
        {
            using var call = conv.BeginFunction("save"); // CL0010
            call.Log.Info("Saved");
            using (conv.BeginFunction("other")) { conv.Log.Info("Saved"); } // CL0010
            using (var turn = conv.BeginTurn()) { turn.AddLabel("x"); } // CL0010
        }
        private Turn BeginTurnOfCall(Conversation conv) => conv.BeginTurn();
        public void OfTheHost(Conversation conv)
        {
            BeginTurnOfCall(conv).AddLabel("kept and ended by the host");
            var turn = BeginTurnOfCall(conv);
            turn.Log.Info("Here, too");
            using var left = conv.BeginTurn();
            left.Cancel(CancelReason.UserLeft);
        }
        public FunctionEvent GivenAway(Conversation conv)
        {
            var call = conv.BeginFunction("save");
            var other = conv.BeginFunction("save");
            Pass(other);
            _call = conv.BeginFunction("save");
            return call;
        }
        public void Late(Conversation conv)
        {
            var call = conv.BeginFunction("save");
            try { call.Complete(); } finally { call.Dispose(); }
            var second = conv.BeginFunction("save");
            second.Complete();
            second.Dispose();
            second.Log.Info("Too late"); // CL0010
        }
        public void Run(Conversation conv) => conv.RunFunction("save", call => call.Log.Info("Saved"));
        """);
}

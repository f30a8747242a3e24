namespace ConvLog.Analyzers.Tests.Checks;

public class ExceptionCheckTests
{
    [Fact]
    public Task An_exception_logged_as_a_field_or_text_is_reported() => CheckedCode.HoldsAsync("""
        public class CrmException : Exception { public int Status { get; } }
        public void Run(Conversation conv)
        {
            try { conv.ToString(); }
            catch (CrmException e) when (e.Status > 3)
            {
                conv.Log.Error("Failed", e, ("status", e.Status), ("type", e.GetType().Name));
                conv.Log.Error("Failed", ("error", e)); // CL0006
                conv.Log.Error("Failed", ("error", e.Message)); // CL0006
                conv.Log.Error("Failed", ("error", e.ToString())); // CL0006
                conv.Log.Error("Failed", ("trace", e.StackTrace)); // CL0006
                conv.Log.Error("Failed", ("error", e.InnerException?.Message)); // CL0006
                conv.Log.Error("Failed", ("error", e.Message.Length));
                conv.Log.Error($"Failed: {e.Message}"); // CL0002 CL0006
                conv.Log.Error("Failed: " + e); // CL0002 CL0006
                conv.Log.Error(e.Message); // CL0006
                conv.Log.Error("Failed", ("error", e.Message), isPii: true); // CL0006
                conv.Log.Error("Failed", LogField.Pii("error", e.Message));
                var text = e.Message;
                conv.Log.Error("Failed", ("error", text)); // CL0006
            }
        }
        """);
}

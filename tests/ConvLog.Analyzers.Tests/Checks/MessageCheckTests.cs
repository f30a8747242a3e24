namespace ConvLog.Analyzers.Tests.Checks;

public class MessageCheckTests
{
    [Fact]
    public Task Values_inside_the_message_are_reported() => CheckedCode.HoldsAsync("""
        private const string Name = "save";
        public void Run(Conversation conv, int slot, string message)
        {
            conv.Log.Info($"Slot {slot} chosen"); // CL0002
            conv.Log.Info("Slot " + slot); // CL0002
            conv.Log.Info(string.Format("Slot {0}", slot)); // CL0002
            conv.Log.Info(string.Concat("Slot ", slot)); // CL0002
            var text = $"Slot {slot}";
            conv.Log.Warning(text, ("n", 1)); // CL0002
            conv.Log.Info("Slot chosen", ("slot", slot), ("text", $"Slot {slot}"));
            conv.Log.Info("Slot " + "chosen");
            conv.Log.Info($"Slot {Name} chosen");
            conv.Log.Info($"{nameof(Run)} began");
            conv.Log.Info(message);
            conv.Log.Error(slot > 3 ? "Many" : "Few");
        }
        """);

    [Fact]
    public Task Placeholders_in_the_message_are_reported() => CheckedCode.HoldsAsync("""
        public void Run(Conversation conv, int slot)
        {
            conv.Log.Info("Slot {0} chosen", ("slot", slot)); // CL0003
            conv.Log.Info("Slot {Slot} chosen", ("slot", slot)); // CL0003
            conv.Log.Info("Slot {@Slot} chosen", ("slot", slot)); // CL0003
            conv.Log.Info("Slot {Slot:000} chosen"); // CL0003
            conv.Log.Info("Slot %s chosen"); // CL0003
            conv.Log.Info("Slot %d"); // CL0003
            conv.Log.Info("Slot {} chosen"); // CL0003
            conv.Log.Info("100% sure");
            conv.Log.Info("Discount of 5%sent");
            conv.Log.Info("Body was {\"a\": 1}");
            conv.Log.Info("Set {1, 2} seen");
            conv.Log.Info("Text", ("format", "{0} %s {Name}"));
        }
        """);
}

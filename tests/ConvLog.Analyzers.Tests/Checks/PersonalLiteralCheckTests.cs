namespace ConvLog.Analyzers.Tests.Checks;

public class PersonalLiteralCheckTests
{
    [Fact]
    public Task Literals_that_look_personal_are_reported() => CheckedCode.HoldsAsync("""
        private const string c_clerk = "clerk.jones@example.com";

        public void Run(Conversation conv)
        {
            conv.Log.Info("Mail sent to ada@example.com"); // CL0009
            conv.Log.Info("Mail sent", ("to", "ada.lovelace@mail.example.org")); // CL0009
            conv.Log.Info("Called", ("to", "+44 20 7946 0018")); // CL0009
            conv.Log.Info("Called (555) 010-4477"); // CL0009
            conv.Log.Info("Paid", ("with", "4111 1111 1111 1111")); // CL0009
            conv.Log.Info("Paid", ("with", "4111 1111 1111 1112"));
            conv.Log.Info("Mail sent", ("from", "support@example.com"));
            conv.Log.Info("Mail sent", LogField.Pii("to", "ada@example.com"));
            conv.Log.Info("Mail sent to ada@example.com", isPii: true);
            const string Admin = "grace@example.com";
            var email = "ada@example.com";
            var later = "ada@example.com";
            later = conv.Info.Id;
            conv.Log.Info("Mail sent", ("to", email)); // CL0009
            conv.Log.Info("Mail sent", ("to", Admin)); // CL0009
            conv.Log.Info("Mail sent", ("to", c_clerk)); // CL0009
            conv.Log.Info("Mail sent", ("to", later), LogField.Pii("from", email));
            conv.Log.Info("Version 1.2.3-4567", ("at", "2025-01-01T10:00:00Z"), ("id", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"));
            conv.Log.Info("Order 20250101123456", ("ip", "192.168.100.200"), ("n", "+1"));
        }
        """);
}

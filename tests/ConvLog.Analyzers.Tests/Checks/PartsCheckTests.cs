using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Tests.Checks;

public class PartsCheckTests
{
    private const string Types = """
        public class Order { public int Id { get; set; } public int Count { get; init; } public virtual int Total => Id * Count; }
        public class Special : Order { public override int Total => 0; public int Extra { get { return 1; } } }
        public record Guest(string Name, int Seats) { public string Label => Name; }
        public struct Place { public int X; public int Y { get; set; } }
        public class Half { private int _x; public long X { get => _x; } public static int Shared; public int Y => Shared; }
        public class Fields
        {
            protected string _a = ""; private const int Most = 5;
            public int X { get => _x; set => _x = value; } private int _x;
            public int Y { get => field; set => field = value; } = 1;
            public string Name { get { return this._a; } }
        }
        public class More : Fields { public object Same => _a; public int Size => _a.Length; }
        public record Plain(int A) { public int B { get; } = A; [System.Text.Json.Serialization.JsonIgnore] public int C => A; private int D => A; }
        [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
        public class Converted { public int A => 1; }
        public class Registered { public int A => 1; }
        [System.Text.Json.Serialization.JsonSerializable(typeof(Registered))]
        public class Context { }
        """;

    [Fact]
    public Task Values_with_parts_that_are_not_recorded_are_reported() => CheckedCode.HoldsForFileAsync($$"""
        {{CheckedCode.Usings}}
        {{Types}}
        public class Functions
        {
            public void Run(Conversation conv, Order order, Special special, Guest guest, Place? place, Half half, More more, List<Order> orders)
            {
                conv.Log.Info("Ordered", ("order", order)); // CL0014
                conv.Log.Info("Ordered", ("order", special)); // CL0014
                conv.Log.Info("Ordered", LogField.Pii("guest", guest)); // CL0014
                conv.Log.Info("Ordered", ("half", half)); // CL0014
                conv.Log.Info("Ordered", ("more", more)); // CL0014
                conv.Log.Info("Ordered", ("orders", orders)); // CL0014
                conv.Log.Info("Ordered", order); // CL0014
                using var call = conv.BeginFunction("order", arguments: order); // CL0014
                call.Complete(new { order });
                call.Complete(order); // CL0014
            }

            public void RunWell(Conversation conv, Plain plain, Place? place, Converted converted, Registered registered, Fields fields, Uri uri)
            {
                conv.Log.Info("Ordered", ("plain", plain), ("place", place), ("converted", converted), ("registered", registered), ("fields", fields));
                conv.Log.Info("Ordered", ("id", plain.C), ("uri", uri), ("anonymous", new { plain }), ("day", DateTime.UnixEpoch), ("text", "a"));
            }
        }
        """, "CL0014");

    [Fact]
    public async Task A_suggestion_names_the_parts()
    {
        var found = await CheckedCode.FindAsync($$"""
            {{CheckedCode.Usings}}
            {{Types}}
            public class Functions { public void Run(Conversation conv, Special special) => conv.Log.Info("Ordered", ("order", special)); }
            """);

        var one = found.Should().ContainSingle(static one => one.Id == "CL0014").Subject;
        one.GetMessage(null).Should().Be("Of 'Special', these properties run code and are not recorded: Total, Extra");
        one.Severity.Should().Be(DiagnosticSeverity.Info);
    }
}

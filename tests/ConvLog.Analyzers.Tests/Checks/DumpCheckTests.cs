namespace ConvLog.Analyzers.Tests.Checks;

public class DumpCheckTests
{
    [Fact]
    public Task Logging_a_whole_object_is_reported() => CheckedCode.HoldsForFileAsync(CheckedCode.Usings + """
        using System.Net.Http;
        using System.Security.Claims;
        namespace Microsoft.EntityFrameworkCore { public class DbContext; public class DbSet<T>; }
        namespace App
        {
            public class Shop : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Order>? Orders { get; set; } }
            public class Order { public int Id { get; set; } }
            public class Slot { public int Id { get; set; } public int Seats { get; set; } }
            public class Big { public int A, B, C, D, E, F, G, H, I, J; }
            public class Functions
            {
                public void Run(Conversation conv, HttpRequestMessage request, HttpResponseMessage response, ClaimsPrincipal user, Order order, Slot slot, Big big)
                {
                    conv.Log.Info("Seen", ("request", request)); // CL0008
                    conv.Log.Info("Seen", ("response", response), ("status", response.StatusCode)); // CL0008
                    conv.Log.Info("Seen", ("who", user)); // CL0008
                    conv.Log.Info("Seen", ("order", order)); // CL0008
                    conv.Log.Info("Seen", ("orders", new List<Order> { order })); // CL0008
                    conv.Log.Info("Seen", ("big", big)); // CL0008
                    conv.Log.Info("Seen", big); // CL0008
                    conv.Log.Info("Seen", ("slot", slot), ("order", order.Id));
                    conv.Log.Info("Seen", new { slot.Id, slot.Seats });
                    conv.Log.Info("Seen", ("ids", new[] { 1, 2 }), ("at", DateTimeOffset.UnixEpoch), ("uri", new Uri("https://example.com")));
                }
            }
        }
        """);
}

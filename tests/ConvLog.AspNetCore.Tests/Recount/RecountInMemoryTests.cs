using ConvLog.Tests.Recount;
using Microsoft.Extensions.DependencyInjection;
namespace ConvLog.AspNetCore.Tests.Recount;

public sealed class RecountInMemoryTests(RecountInMemoryTests.Played played) : RecountTest(played), IClassFixture<RecountInMemoryTests.Played>
{
    public sealed class Played : PlayedHost
    {
        protected override bool IsShared => false;

        protected override void UseStore(ConvLogOptions options) => options.UseInMemoryStore();
    }
}

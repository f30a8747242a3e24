using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.CSharp12.Tests;

/// <summary>A host on .NET 8 sets up ConvLog without the extension properties of C# 14.</summary>
public class HostTests
{
    [Fact]
    public async Task Storage_is_set_up_by_methods()
    {
        var store = new InMemoryConversationStore();
        await using var host = new ServiceCollection()
            .AddConvLog(options => options.UseStore(_ => store).ConfigureStorage(storage => storage.Retention.Days = 7))
            .BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        var view = await host.GetRequiredService<ConversationReader>().GetAsync(Privacy.Reader.Anonymous, "c");
        view!.Entries.Should().ContainSingle();
        host.GetRequiredService<IConversationStore>().Should().BeSameAs(store);
    }
}

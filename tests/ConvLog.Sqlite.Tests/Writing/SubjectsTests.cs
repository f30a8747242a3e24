using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Keys;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>Numbers whose hash is of the text as it was written, as earlier versions stored them.</summary>
public sealed class SubjectsTests : IDisposable
{
    private const string Written = "(+34) 910-555-017";

    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_found_as_it_was_written_and_however_it_is_written_once_its_opening_is_stored_again()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening() with { UserId = Written }]); // The hash of a user is of the text as it is written.
        using (var session = Session.Open(_folder.DataPath, TimeSpan.FromSeconds(5)))
        {
            session.Execute("UPDATE subject SET kind = 1");
        }

        (await CountAsync(Written)).Should().Be(1);
        (await CountAsync("+34910555017")).Should().Be(0);

        await store.WriteAsync([Some.Opening() with { FromNumber = Written, Revision = 1 }]);

        (await CountAsync(Written)).Should().Be(1);
        (await CountAsync("0034 910 555 017")).Should().Be(1);

        async Task<int?> CountAsync(string number)
            => (await store.ListAsync(new ConversationQuery { Number = number, CountTotal = true }, withPii: true)).Total;
    }
}

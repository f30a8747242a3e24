using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>Each model call has one row, in any order and number of writes.</summary>
public sealed class ModelCallRowsTests : IDisposable
{
    private const string Rows = """
        SELECT group_concat(row, char(10)) FROM (
            SELECT printf('%s %s %s %s %s %d %d %s %s %s %s %s %s %s %s', c.id, m.id, quote(s.turn_id), n.name, quote(n.provider), m.started, m.ended, quote(m.duration),
                quote(m.first_token), quote(m.outcome), quote(m.input_tokens), quote(m.output_tokens), quote(m.cached_tokens), quote(m.cost), quote(m.currency)) AS row
            FROM model_call AS m JOIN conversation AS c ON c.no = m.conversation JOIN model AS n ON n.no = m.model LEFT JOIN scope AS s ON s.no = m.scope ORDER BY 1)
        """;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    [Fact]
    public async Task A_model_call_has_one_row_in_any_order_and_number_of_writes()
    {
        await WriteAsync(ModelCallSamples.All);
        string written = Look(static session => session.Text(Rows))!;
        written.Split('\n').Should().HaveCount(5);
        written.Should().Contain("gpt-y 'azure'").And.Contain("10000000 10000 0 310 42 300 '0.0012' 'EUR'");

        await WriteAsync(ModelCallSamples.All);
        Look(static session => session.Text(Rows)).Should().Be(written, "it was written again");

        foreach (bool oneByOne in (bool[])[true, false])
        {
            Delete();
            StoreRecord[] reversed = [.. ModelCallSamples.All.Reverse()];
            foreach (var records in oneByOne ? reversed.Chunk(1) : [reversed])
            {
                await WriteAsync(records);
            }

            Look(static session => session.Text(Rows)).Should().Be(written, "ends came before their beginnings");
        }
    }

    [Fact]
    public async Task Rows_are_deleted_with_their_conversation()
    {
        await WriteAsync(ModelCallSamples.All);
        await using (var store = new SqliteConversationStore(FilePath))
        {
            await store.EraseAsync(ErasureRequest.OfConversation("one", "dpo", Some.At(1_000)));
            await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(10_000), ConversationsBefore = Some.At(9_000) }, 100, null);
            await store.CatchUpAsync();
        }

        Look(static session => session.Number("SELECT count(*) FROM model_call")).Should().Be(0);
    }

    public void Dispose() => _folder.Dispose();

    private async Task WriteAsync(IReadOnlyList<StoreRecord> records)
    {
        await using var store = new SqliteConversationStore(FilePath);
        await store.WriteAsync(records);
    }

    private T Look<T>(Func<Session, T> look)
    {
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));
        return look(session);
    }

    private void Delete()
    {
        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            File.Delete(file);
        }
    }
}

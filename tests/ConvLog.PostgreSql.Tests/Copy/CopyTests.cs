using ConvLog.PostgreSql.Tests.Contract;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Copy;

/// <summary>Copies from a file and from memory to a server.</summary>
public static class CopyTests
{
    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class FromSqlite() : CopyContract(SqliteFile.OpenAsync, PostgreSqlUnderTest.OpenAsync)
    {
        [Fact]
        public async Task The_expiry_time_of_personal_data_is_copied()
        {
            await WriteAsync(Some.Opening() with { UserId = "jane", FromNumber = "+15550100" }, Some.Entry(1), Some.Entry(2, isPii: true));
            await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
            await using var copy = await PostgreSqlUnderTest.OpenAsync();

            var report = await ConversationStoreCopy.RunAsync(Store, copy.Store);

            report.IsComplete.Should().BeTrue();
            (await copy.Store.ReadSummaryAsync(Some.Conversation))!.PiiPurgedAt.Should().Be(Some.At(1_000));
        }
    }

    public sealed class FromMemory() : CopyContract(InMemoryUnderTest.OpenAsync, PostgreSqlUnderTest.OpenAsync);
}

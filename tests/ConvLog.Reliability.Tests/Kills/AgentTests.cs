namespace ConvLog.Reliability.Tests.Kills;

/// <summary>The records that agents log while their processes are killed.</summary>
public class AgentTests
{
    [Fact]
    public async Task Agents_write_every_kind_of_record()
    {
        var records = await WitnessedWriter.RecordsAsync(3_000);

        records.OfType<HandoffRecord>().Select(static handoff => handoff.Kind).Distinct().Should().HaveCount(3);
        records.OfType<ConversationRecord>().Should().Contain(static opening => opening.EndReason != null);
        records.OfType<TurnRecord>().Should().Contain(static turn => turn.CancelReason != null).And.Contain(static turn => turn.Author != null)
            .And.Contain(static turn => turn.Said.Count > 0).And.Contain(static turn => !turn.Heard.IsEmpty)
            .And.Contain(static turn => turn.WaitsFor != null);
        records.OfType<FunctionEventRecord>().Should().Contain(static call => call.CancelReason != null)
            .And.Contain(static call => call.Outcome == FunctionOutcome.Declined)
            .And.Contain(static call => call.Approval != null && call.Approval.DecidedBy != null);
        records.OfType<ModelCallRecord>().Should().Contain(static call => call.CancelReason != null);
        records.OfType<TurnChangeRecord>().Should().Contain(static told => !told.Heard.IsEmpty).And.Contain(static told => told.HeardCharacters != null)
            .And.Contain(static told => told.Stages != null).And.Contain(static told => !told.UserInput.IsEmpty)
            .And.Contain(static told => !told.AddedInput.IsEmpty).And.Contain(static told => !told.Said.IsEmpty);
    }
}

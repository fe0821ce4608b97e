using System.Threading.Tasks.Dataflow;
using RtmPipeline.Posts;

namespace RtmPipeline.Topology;

/// <summary>Where the decoded batches of one source come out, in order.</summary>
internal interface IDecodedBatches
{
    /// <summary>Takes the next batch if it is here already.</summary>
    DecodedBatch? TryReceive();

    /// <summary>Waits for a batch.</summary>
    /// <returns>False when none will come any more.</returns>
    Task<bool> WaitAsync(CancellationToken cancellation);

    /// <summary>Throws away what was not taken and what still comes.</summary>
    void LetGo();
}

/// <summary>Those of a block.</summary>
internal sealed class DecodedBlock(IReceivableSourceBlock<DecodedBatch> block) : IDecodedBatches
{
    public DecodedBatch? TryReceive() => block.TryReceive(out DecodedBatch? batch) ? batch : null;

    public Task<bool> WaitAsync(CancellationToken cancellation) => block.OutputAvailableAsync(cancellation);

    public void LetGo() => block.LinkTo(DataflowBlock.NullTarget<DecodedBatch>());
}

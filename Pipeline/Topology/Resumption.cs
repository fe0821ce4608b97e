using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Topology;

/// <summary>What a run goes on from: a checkpoint that the target reaches, and the profiles of it.</summary>
internal sealed class Resumption
{
    private Resumption(Checkpoint checkpoint, ResumeOutcome found, BrandsOfCheckpoint brands)
    {
        Checkpoint = checkpoint;
        Found = found;
        Brands = brands;
    }

    /// <summary>Without its parts once they are loaded: they are as large as the whole state, and a run may last for months.</summary>
    public Checkpoint Checkpoint { get; private set; }

    /// <summary>What the target holds beyond the checkpoint.</summary>
    public ResumeOutcome Found { get; }

    public BrandsOfCheckpoint Brands { get; }

    /// <summary>
    /// Takes up the newest good checkpoint that the target reaches. An older one is right too: what the target holds beyond it is computed again and compared.
    /// </summary>
    /// <param name="store">Where checkpoints are kept.</param>
    /// <param name="delivery">Open, and not written to yet.</param>
    /// <param name="models">Models to tag with; null for those that ship.</param>
    /// <param name="warn">Gets a sentence where an older one had to be taken.</param>
    /// <param name="hardStop">Gives up.</param>
    /// <returns>Null when there is no checkpoint at all.</returns>
    /// <exception cref="DeliveryRefusedException">The target holds less than the oldest checkpoint, or the checkpoint is of another form.</exception>
    public static async Task<Resumption?> FindAsync(
        ICheckpointStore store, IResumableDelivery delivery, TextModels? models, Action<string> warn, CancellationToken hardStop)
    {
        string lack = string.Empty;
        await foreach (Checkpoint checkpoint in store.LoadAsync(hardStop))
        {
            ResumeOutcome found = await delivery.ResumeAsync(new StateReader(Part(checkpoint, CheckpointCut.Delivery)), hardStop);
            if (!found.IsBehind)
                return new Resumption(checkpoint, found, BrandsOfCheckpoint.Load(new StateReader(Part(checkpoint, CheckpointCut.Brands)), models));
            warn($"checkpoint {checkpoint.Number} in {store.Place} cannot be taken up: {found.Detail}");
            lack = found.Detail;
        }

        if (lack.Length == 0)
            return null;
        throw new DeliveryRefusedException(
            $"no checkpoint in {store.Place} reaches back far enough: {lack}; what is lost can only come again from the whole input: name a new state folder and replay it from its beginning");
    }

    /// <summary>Gives fresh stages, made with the profiles of the state, the state they go on from; once.</summary>
    /// <exception cref="DeliveryRefusedException">The state does not fit: it was made with other limits or by another version.</exception>
    public void LoadInto(Stages stages)
    {
        try
        {
            Load(CheckpointCut.Posts, stages.Sequencer.Load);
            Load(CheckpointCut.Trends, stages.Trends.Load);
            Load(CheckpointCut.Opportunities, stages.Opportunities.Load);
            Load(CheckpointCut.Alerts, stages.Incidents.Load);
            Checkpoint = Checkpoint with { Parts = [] };
        }
        catch (StateFormatException unfit)
        {
            throw new DeliveryRefusedException(
                $"checkpoint {Checkpoint.Number}, made by version {Checkpoint.Program}, does not fit this run: {unfit.Message}; "
                + "go on with the settings and the version it was made with, or name a new state folder",
                unfit);
        }
    }

    /// <summary>Where the checkpoint left a source; null when it did not know it.</summary>
    public SourceMark? MarkOf(string source) => Checkpoint.Sources.FirstOrDefault(mark => mark.Name == source);

    private void Load(string part, Action<StateReader> load)
    {
        StateReader reader = new(Part(Checkpoint, part));
        load(reader);
        if (!reader.IsAtEnd)
            throw reader.Broken($"the part '{part}' has bytes too many");
    }

    private static ReadOnlyMemory<byte> Part(Checkpoint checkpoint, string name) =>
        checkpoint.Part(name) ?? throw new StateFormatException($"checkpoint {checkpoint.Number} has no part '{name}'");
}
